// The pages of the entries that have functions, classes and types: what TypeDoc makes of their comments, in Markdown.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Converter, ReflectionKind } from 'typedoc';
import { tidied } from './tidy.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Each page's entry of package.json, and the file that it is made from. */
const ENTRIES = {
  pellicle: { entry: 'pellicle', source: 'index.ts' },
  element: { entry: 'pellicle/element', source: 'element.ts' },
  plain: { entry: 'pellicle/plain', source: 'plain/index.ts' },
  uppy: { entry: 'pellicle/uppy', source: 'uppy.ts' },
  filepond: { entry: 'pellicle/filepond', source: 'filepond.ts' },
};

/** The classes of elements are told by the manifest of custom elements, which knows attributes, events and parts. */
const BY_MANIFEST = ['PellicleUpload', 'PelliclePicture'];

/** Gives the pages by their names, and each function of the main entry with its first sentence. Whatever lacks a comment is an error. */
export async function entryPages() {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: Object.values(ENTRIES).map(({ source }) => path(`../src/${source}`)),
    tsconfig: path('../tsconfig.build.json'),
    compilerOptions: { skipLibCheck: true },
    logLevel: 'Warn',
    name: 'pellicle',
    router: 'module',
    readme: 'none',
    // The order of the sources says more than the alphabet: exports stand in the order in which a picture passes them.
    sort: [],
    sortEntryPoints: false,
    kindSortOrder: ['Function', 'Class', 'Interface', 'TypeAlias', 'Variable', 'Reference'],
    groupOrder: ['Functions', 'Classes', 'Interfaces', 'Type Aliases', 'Constructors', 'Properties', 'Methods', '*'],
    // No line numbers and no revision: the pages change when a comment does, and at no other time.
    disableSources: true,
    excludeInternal: true,
    excludeExternals: true,
    excludePrivate: true,
    excludeProtected: true,
    blockTags: ['@attr', '@csspart', '@cssprop', '@fires', '@slot', '@type', '@param', '@returns', '@throws', '@example', '@packageDocumentation', '@defaultValue'],
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    expandParameters: true,
    parametersFormat: 'table',
    propertiesFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    tableColumnSettings: { hideDefaults: true, hideInherited: true, hideModifiers: true, hideOverrides: true, hideSources: true },
    validation: { notExported: true, invalidLink: true, notDocumented: true, rewrittenLink: true },
    // `typeof` of these is written out by the pages of codes and of elements.
    intentionallyNotExported: ['SENTENCES', 'WORDS', 'PluginOptions'],
    requiredToBeDocumented: ['Accessor', 'Class', 'Constructor', 'Function', 'Interface', 'Method', 'Parameter', 'Property', 'TypeAlias'],
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const { module } = modulesOf(project).find(({ name }) => name === 'element');
    for (const child of [...module.children]) if (BY_MANIFEST.includes(child.name)) project.removeReflection(child);
  });
  const project = await app.convert();
  if (!project) throw new Error('TypeDoc could not read the sources');
  for (const { name, module } of modulesOf(project)) module.name = name;
  app.validate(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('the reference has faults');

  const folder = mkdtempSync(join(tmpdir(), 'pellicle-reference-'));
  try {
    await app.outputs.writeOutput({ name: "markdown", path: folder }, project);
    const pages = new Map();
    for (const [name, { entry }] of Object.entries(ENTRIES)) {
      pages.set(`${name}.md`, tidied(readFileSync(join(folder, `${name}.md`), 'utf8'), entry));
    }
    return { pages, functions: functionsOf(project) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function modulesOf(project) {
  return project.children.map((module) => {
    const [name] = Object.entries(ENTRIES).find(([name, { source }]) => name === module.name || `${module.name}.ts` === source || `${module.name}/index.ts` === source);
    return { name, module };
  });
}

function functionsOf(project) {
  const { module } = modulesOf(project).find(({ name }) => name === 'pellicle');
  return module.children
    .filter(({ kind }) => kind === ReflectionKind.Function)
    .map(({ name, signatures }) => {
      const text = signatures[0].comment.summary.map(({ text }) => text).join('');
      return { name, sentence: /^.*?[.](?=\s|$)/s.exec(text)[0].replaceAll('\n', ' ') };
    });
}
