import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { drawing, photo } from '../pictures.js';
import { Judge } from './judge.js';

describe('the judge', () => {
  let folder;
  const path = (name) => join(folder, name);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pellicle-judge-'));
    for (const quality of [95, 60, 20]) await writeFile(path(`${quality}.jpg`), photo({ width: 320, height: 240, quality }));
    await writeFile(path('half.jpg'), photo({ width: 160, height: 120 }));
    await writeFile(path('drawing.png'), drawing({ width: 320, height: 240 }));
    await writeFile(path('letter.txt'), 'Dear all,');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('gives the same picture 100, and fewer points the more was lost, in the order of the questions', async () => {
    const judge = new Judge(path('95.jpg'));
    const verdicts = await Promise.all(['20.jpg', '95.jpg', '60.jpg'].map((name) => judge.score(path(name))));
    await judge.end();
    const [bad, same, good] = verdicts.map(({ score }) => score);
    assert.equal(same, 100);
    assert.ok(bad < good - 5 && good < same - 5, `${bad} ${good} ${same}`);
  });

  it('says why a picture has no score, and judges the next one', async () => {
    const judge = new Judge(path('drawing.png'));
    assert.match((await judge.score(path('letter.txt'))).unjudged, /neither a JPEG nor a PNG/);
    assert.match((await judge.score(path('nothing'))).unjudged, /nothing/);
    assert.equal((await judge.score(path('drawing.png'))).score, 100);
    await judge.end();
  });

  it('that cannot read the source leaves no question open', async () => {
    const judge = new Judge(path('nothing'));
    await assert.rejects(judge.score(path('95.jpg')), /the judge/);
  });

  it('holds a smaller picture against the source at that size', async () => {
    const judge = new Judge(path('95.jpg'));
    const { score } = await judge.score(path('half.jpg'));
    await judge.end();
    assert.ok(Number.isFinite(score));
  });
});
