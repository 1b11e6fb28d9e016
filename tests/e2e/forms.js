const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Bytes to base58 in Bitcoin's alphabet. */
export function base58(bytes) {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = BASE58[Number(number % 58n)] + text;
  const zeros = Buffer.from(bytes).findIndex((byte) => byte !== 0);
  return '1'.repeat(Math.max(zeros, 0)) + text;
}

/** Base58 in Bitcoin's alphabet to so many bytes. */
export function fromBase58(text, length) {
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(BASE58.indexOf(letter));
  return Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex');
}

/** The ways in which bytes might stand in a request, a log or a file, each with its name. */
export function formsOf(bytes) {
  const raw = Buffer.from(bytes);
  const forms = new Map([
    ['raw', raw],
    ['hex', raw.toString('hex')],
    ['HEX', raw.toString('hex').toUpperCase()],
    ['base58', base58(raw)],
    ['percent', percent(raw)],
    ['percent, lower case', percent(raw).toLowerCase()],
  ]);
  for (const shift of [0, 1, 2]) {
    const text = base64At(raw, shift);
    forms.set(`base64 +${shift}`, text);
    forms.set(`base64url +${shift}`, text.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return buffers(forms);
}

/** The ways in which a text might stand there: those of its bytes, and those that programs have for text. */
export function formsOfText(text) {
  const forms = new Map([
    ['URL component', encodeURIComponent(text)],
    ['URL', encodeURI(text)],
    ['form', new URLSearchParams([['', text]]).toString().slice(1)],
    ['JSON', JSON.stringify(text).slice(1, -1)],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['lower case', text.toLowerCase()],
  ]);
  return new Map([...formsOf(Buffer.from(text, 'utf8')), ...buffers(forms)]);
}

/**
 * What stands in base64 for these bytes wherever they begin in a group of three.
 * The letters at both ends that also hold bits of a neighbour are left out.
 */
function base64At(raw, shift) {
  const text = Buffer.concat([Buffer.alloc(shift), raw]).toString('base64');
  return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + raw.length) * 8) / 6));
}

function percent(raw) {
  return [...raw].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function buffers(forms) {
  return new Map([...forms].map(([name, form]) => [name, Buffer.from(form)]));
}
