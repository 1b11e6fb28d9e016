// Reads an object of texts out of a source file, with the comment above each.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Every property of `const NAME = { … }`, in order: its name, its text, and what its comment says. */
export function commented(file, name) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  let object;
  source.forEachChild(function visit(node) {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name) object = node.initializer;
    else node.forEachChild(visit);
  });
  if (object && ts.isAsExpression(object)) object = object.expression;
  if (!object || !ts.isObjectLiteralExpression(object)) throw new Error(`${file} has no object ${name}`);
  return object.properties.map((property) => ({
    name: property.name.text,
    value: property.initializer.text,
    comment: property.jsDoc?.map(({ comment }) => comment).join(' ') ?? '',
  }));
}
