// Makes dist/custom-elements.json what its readers need: modules as they are published, and nothing that is private.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../dist/custom-elements.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8'));

const published = (path) => path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
const isPublic = ({ name, privacy, description = '' }) =>
  privacy !== 'private' && !name.startsWith('#') && !/Callback$|^observedAttributes$/.test(name) && !/@internal/.test(description);

for (const module of manifest.modules) {
  module.path = published(module.path);
  for (const declaration of module.declarations ?? []) {
    declaration.members = declaration.members?.filter(isPublic);
    if (declaration.superclass) declaration.superclass = { name: 'HTMLElement' };
    declaration.customElement = true;
    declaration.tagName = { PellicleUpload: 'pellicle-upload', PelliclePicture: 'pellicle-picture' }[declaration.name];
  }
  for (const { declaration } of module.exports ?? []) declaration.module = published(declaration.module);
}
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
