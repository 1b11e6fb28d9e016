// Makes dist/custom-elements.json what its readers need: modules as they are published, and nothing that is private.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../dist/custom-elements.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8'));

const TAGS = { PellicleUpload: 'pellicle-upload', PelliclePicture: 'pellicle-picture' };
const published = (path) => path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
const isPublic = ({ name, privacy, description = '' }) =>
  !['private', 'protected'].includes(privacy) && !name.startsWith('#') && !/Callback$|^observedAttributes$/.test(name) && !/@internal/.test(description);

// What an element inherits is listed with it, and where that is written is nobody's business.
manifest.modules = manifest.modules.filter(({ path }) => !/upload-(attributes|control)\.ts$/.test(path));
for (const module of manifest.modules) {
  module.path = published(module.path);
  for (const declaration of module.declarations ?? []) {
    const members = declaration.members?.filter(isPublic).sort((a, b) => Number(Boolean(b.inheritedFrom)) - Number(Boolean(a.inheritedFrom)));
    declaration.members = members?.map(({ inheritedFrom, ...member }) => member);
    if (declaration.superclass) declaration.superclass = { name: 'HTMLElement' };
    declaration.customElement = true;
    declaration.tagName = TAGS[declaration.name];
    // Which property stands for an attribute: those that the class has itself.
    for (const attribute of declaration.attributes ?? []) {
      const property = attribute.name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
      if (declaration.members?.some(({ name }) => name === property)) attribute.fieldName = property;
    }
  }
  for (const { declaration } of module.exports ?? []) declaration.module = published(declaration.module);
}
// What gives both their names, so that an editor knows which file a page loads.
manifest.modules.push({
  kind: 'javascript-module',
  path: 'dist/define.js',
  declarations: [],
  exports: manifest.modules.flatMap(({ path, declarations }) =>
    declarations.map(({ name }) => ({ kind: 'custom-element-definition', name: TAGS[name], declaration: { name, module: path } })),
  ),
});
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
