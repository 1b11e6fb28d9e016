import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { pellicleOk } from './cli.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';

describe('the command line', () => {
  let server, folder;
  before(async () => {
    server = await startServer();
    folder = await mkdtemp(join(tmpdir(), 'pellicle-cli-'));
    await writeFile(join(folder, 'photo.jpg'), photo());
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('sends a picture and opens its link in one line of shell, without metadata', async () => {
    const path = `${dirname(process.env.PELLICLE_CLI ?? '')}:${process.env.PATH}`;
    const line = `pellicle send photo.jpg --server ${server.origin} | xargs pellicle open -o back.jpg`;
    await promisify(execFile)('bash', ['-o', 'pipefail', '-c', line], {
      cwd: folder,
      env: { ...process.env, PATH: path },
    });
    const back = await readFile(join(folder, 'back.jpg'));
    assert.ok(!back.includes('Ballymote'), 'neither the maker nor the comment is left');
    const { stdout } = await promisify(execFile)('exiftool', ['-json', '-G', join(folder, 'back.jpg')]);
    const groups = new Set(Object.keys(JSON.parse(stdout)[0]).map((key) => key.split(':')[0]));
    for (const group of ['EXIF', 'XMP', 'IPTC', 'MakerNotes', 'Photoshop', 'ICC_Profile'])
      assert.ok(!groups.has(group), group);
  });

  it('deletes what it sent, by the token that it was given', async () => {
    const sent = JSON.parse(
      (await pellicleOk(['send', join(folder, 'photo.jpg'), '--server', server.origin, '--json'])).stdout,
    );
    await pellicleOk(['delete', sent.link, '--token-stdin'], { input: `${sent.deleteToken ?? sent.delete_token}\n` });
    assert.equal((await fetch(sent.link)).status, 410);
  });
});
