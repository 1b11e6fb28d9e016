// Compiles every example of the reference and of the package's README against the sources: what a reader copies has to be what the compiler takes.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** What a reader has at hand when they come to an example, and the packages of others, which are not installed here. */
const AT_HAND = `
import type * as Pellicle from 'pellicle';
declare global {
  const { init, prepare, share, shareAlbum, parseLink, view, viewAlbum, viewItem, viewLink, previewItem, remove, setExpiry, instance, sentence, PellicleError }: typeof Pellicle;
  const { pellicleServer, pelliclePrepare }: typeof import('pellicle/filepond');
  const { download, downloadAlbum, downloadItem, downloadLink, downloadPreview, openPreview }: typeof import('pellicle/plain');
  const FilePond: typeof import('filepond');
  const grid: HTMLElement;
  const fileOfSealedBytes: File;
  const file: File;
  const input: { files: [File] } & HTMLInputElement;
  const image: HTMLImageElement;
  const bar: HTMLProgressElement;
  const link: string, albumLink: string, linkOrFragment: string, first: string, second: string, deleteToken: string, password: string;
  const item: Pellicle.AlbumItem;
  function show(...what: unknown[]): void;
  function showAll(...what: unknown[]): void;
  function askForPassword(): void;
}
`;
const OTHERS = `
declare module '@uppy/core' {
  export default class Uppy {
    use(plugin: unknown, options?: unknown): this;
    on(event: string, listener: (file: { name: string }, answer: { uploadURL: string }) => void): this;
  }
}
declare module '@uppy/dashboard';
declare module '@uppy/xhr-upload';
declare module 'filepond' {
  export function registerPlugin(...plugins: unknown[]): void;
  export function create(element: Element | null, options: { server?: unknown; labelFileProcessingError?(error: { body: string }): string }): unknown;
}
`;

/** A line for each example that the compiler refuses; `pages` are the texts of the pages by their names. */
export function refused(pages) {
  const files = new Map([
    [path('at-hand.d.ts'), AT_HAND],
    [path('others.d.ts'), OTHERS],
  ]);
  for (const [name, text] of pages) {
    const blocks = [...text.matchAll(/^```ts\n((?:(?!```).*\n)*)```$/gm)].map(([, block]) => block);
    // A signature is one too, and says nothing that could be run.
    const examples = blocks.filter((block) => !/^(function|type|new|abstract) |^\w+\??\([^;]*\): [^;]*;\n$/.test(block));
    for (const [index, block] of examples.entries()) files.set(path(`${name}-example-${index + 1}.ts`), `${block}export {};\n`);
  }
  const src = path('../src');
  const options = {
    ...ts.convertCompilerOptionsFromJson(ts.readConfigFile(path('../tsconfig.json'), ts.sys.readFile).config.compilerOptions, path('..')).options,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    noEmit: true,
    // An example names what it gives, whether it uses it or not, and shows the first of a list without asking whether there is one.
    noUnusedLocals: false,
    noUnusedParameters: false,
    noUncheckedIndexedAccess: false,
    paths: { pellicle: [`${src}/index.ts`], 'pellicle/plain': [`${src}/plain/index.ts`], 'pellicle/*': [`${src}/*.ts`] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    files.has(name) ? ts.createSourceFile(name, files.get(name), ts.ScriptTarget.ES2022) : getSourceFile.call(host, name, ...rest);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  if (files.size < 20) throw new Error('the reference has lost its examples');
  return ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host)).map(({ file, start, messageText }) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    return `${file.fileName.replace(path('.'), '')}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
