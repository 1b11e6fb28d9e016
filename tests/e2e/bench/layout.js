/** A table is a heading, the names of its columns and rows of texts; all columns but the first hold numbers. */

/** As a terminal shows it. */
export function asText({ title, columns, rows }) {
  const widths = columns.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
  const line = (cells) => cells.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ');
  return [title, line(columns), ...rows.map(line)].join('\n');
}

/** As a document shows it. */
export function asMarkdown({ title, columns, rows }) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = columns.map((_, i) => (i ? '--:' : '---'));
  return [`**${title}**`, '', line(columns), line(rule), ...rows.map(line)].join('\n');
}
