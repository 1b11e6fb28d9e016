/**
 * What both elements have in common: colours from the page around them, and one accent, which lines may have in another shade
 * where it is pale. The underlined properties are the
 * elements' own, so that a page may give its own `--accent` to `--pellicle-accent`.
 */
const COMMON_CSS = `
:host {
  --_accent: var(--pellicle-accent, #c8401f);
  --_on-accent: var(--pellicle-on-accent, #fff);
  --_accent-line: var(--pellicle-accent-line, var(--_accent));
  --_sealed: var(--pellicle-sealed, color-mix(in srgb, #2b8a5c 65%, currentColor));
  --_line: var(--pellicle-line, color-mix(in srgb, currentColor 22%, transparent));
  --_radius: var(--pellicle-radius, 6px);
  display: block;
  text-align: start;
}
:host([hidden]), [hidden] { display: none !important; }
button {
  font: inherit; color: inherit; background: none; cursor: pointer;
  border: 1px solid var(--_line); border-radius: var(--_radius);
  padding: .4em .8em; min-block-size: 2.75em; min-inline-size: 2.75em;
}
button:disabled, [aria-disabled=true] { opacity: .55; cursor: default; }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 2px solid var(--_accent-line); outline-offset: 2px; }
.loud { background: var(--_accent); border-color: var(--_accent-line); color: var(--_on-accent); }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
progress { appearance: none; inline-size: 100%; block-size: .3em; border: 0; background: var(--_line); color: var(--_accent-line); }
::-webkit-progress-bar { background: none; }
::-webkit-progress-value { background: var(--_accent-line); }
::-moz-progress-bar { background: var(--_accent-line); }
[part=film] {
  position: absolute; inset: 0; transform-origin: left;
  transform: scaleX(var(--covered, 0)); transition: transform .2s linear, opacity .4s .4s;
  background: color-mix(in srgb, Canvas 55%, transparent); backdrop-filter: blur(5px);
}
[part=film]:dir(rtl) { transform-origin: right; }
@media (prefers-reduced-motion: reduce) { [part=film] { transition: none; } }
@media (forced-colors: active) {
  [part=film] { display: none; }
  progress { appearance: auto; }
}
`;

/** The look of `<pellicle-upload>`. */
export const UPLOAD_CSS = `${COMMON_CSS}
[part~=box] {
  display: flex; flex-wrap: wrap; align-items: center; gap: .5em 1em;
  padding: 1.25em; border: 1px solid var(--_line); border-radius: var(--_radius);
}
[part=notice] { flex-basis: 100%; font-weight: 600; }
[part~=misconfigured] [part=notice] { font-weight: inherit; }
[part~=over] { border-color: var(--_accent-line); box-shadow: 0 0 0 1px var(--_accent-line); }
[part~=choose] { background: var(--_accent); border-color: var(--_accent-line); color: var(--_on-accent); }
ul { list-style: none; margin: .75em 0 0; padding: 0; container-type: inline-size; }
li { display: flex; align-items: center; gap: .5em .9em; padding: .75em 0; border-block-start: 1px solid var(--_line); }
[part=preview] {
  position: relative; flex: none; inline-size: 4.5em; block-size: 4.5em; overflow: hidden;
  border-radius: calc(var(--_radius) / 2); background: color-mix(in srgb, currentColor 8%, transparent);
}
[part=image] { inline-size: 100%; block-size: 100%; object-fit: cover; }
[part=words] { display: grid; grid-template-columns: minmax(0, 1fr); gap: .15em; flex: 1 1 0; min-inline-size: 0; overflow-wrap: anywhere; }
/* As high with the link as with the progress before it, so that nothing below moves from under a finger. */
.way { display: grid; align-items: center; min-block-size: 1.4em; }
[part=name] { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; unicode-bidi: isolate; }
[part=link] { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: inherit; font-size: .85em; direction: ltr; unicode-bidi: isolate; }
/* It is covered once it is sealed, and then shows what was sent. */
[part~=done] [part=film] { opacity: 0; }
[part~=done] [part=status] { color: var(--_sealed); }
[part~=failed] [part=status] { font-weight: 600; }
[part~=failed] .way { display: none; }
.all { display: grid; justify-items: start; gap: .5em; padding-block-start: .75em; border-block-start: 1px solid var(--_line); }
[part=links] { inline-size: 100%; box-sizing: border-box; font: inherit; font-size: .85em; }
[part=actions] { display: flex; flex-wrap: wrap; gap: .5em; }
@container (inline-size < 38em) {
  li { flex-wrap: wrap; }
  [part=words] { flex-basis: 12em; }
  [part=actions] { flex-basis: 100%; }
}

/* With a finger nothing can be dropped. */
@media not all and (any-pointer: fine) { .drop { display: none; } }
[part~=choose]:is(:disabled, [aria-disabled=true]) ~ slot .drop { display: none; }
@media (forced-colors: active) { [part~=choose] { border-color: ButtonBorder; } }
`;

/** The look of `<pellicle-picture>`. */
export const PICTURE_CSS = `${COMMON_CSS}
:host { display: inline-block; max-inline-size: 100%; }
[part=frame] {
  position: relative; display: grid; grid-template-columns: minmax(0, auto); place-content: center; gap: .75em; overflow-wrap: anywhere; text-align: center;
  min-inline-size: 6em; min-block-size: 6em; padding: 1em; border: 1px solid var(--_line); border-radius: var(--_radius);
}
/* They have the focus only in place of what was pressed. */
[part=frame]:focus, [part=image]:focus { outline: none; }
[part~=image] { display: block; max-inline-size: 100%; block-size: auto; }
form { display: flex; flex-wrap: wrap; justify-content: center; align-items: end; gap: .5em; }
label { display: grid; grid-template-columns: minmax(0, auto); gap: .25em; min-inline-size: 0; text-align: start; }
input { inline-size: 12em; max-inline-size: 100%; font: inherit; padding: .4em .6em; min-block-size: 2.75em; box-sizing: border-box; border: 1px solid var(--_line); border-radius: var(--_radius); }
`;
