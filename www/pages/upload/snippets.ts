/** A link in the words of places where links are pasted. None can show the picture itself: only the viewer has the key. */
export interface Snippet {
  name: 'Markdown' | 'BBCode' | 'HTML';
  text: string;
}

/** The link under this title, for forums, notes and pages. */
export function snippets(link: string, title: string): Snippet[] {
  return [
    // A backslash makes every sign of punctuation what it is (CommonMark, 2.4).
    { name: 'Markdown', text: `[${title.replace(/[\\[\]<>*_`&~]/g, '\\$&')}](${link})` },
    // BBCode has no way to write a bracket.
    { name: 'BBCode', text: `[url=${link}]${title.replace(/[[\]]/g, '')}[/url]` },
    { name: 'HTML', text: `<a href="${escaped(link)}">${escaped(title)}</a>` },
  ];
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
