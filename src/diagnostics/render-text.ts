/** Text as a terminal shows it: how wide it is, what of it would be invisible or dangerous, and where it may be broken. */
import stringWidth from 'fast-string-width';

/** Control characters, halves of surrogate pairs, line separators, what turns the direction of writing or has no width. */
const hidden = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const printable = /^[\x20-\x7e]*$/;
/** Made at its first use, since making it takes as long as checking a small file. */
let segmenter: Intl.Segmenter | undefined;

/** How many columns a text takes. */
export function columnsOf(text: string): number {
  return printable.test(text) ? text.length : stringWidth(text);
}

/** A text in which every control character can be seen and none acts on the terminal. */
export function visible(text: string): string {
  return printable.test(text) ? text : text.replace(hidden, pictureOf);
}

/** What a reader sees as the characters of a text, each with the UTF-16 offset at which it begins. */
export function* graphemes(text: string): Iterable<{ readonly text: string; readonly index: number }> {
  if (printable.test(text)) {
    for (let index = 0; index < text.length; index++) yield { text: text[index] as string, index };
  } else {
    segmenter ??= new Intl.Segmenter();
    for (const { segment, index } of segmenter.segment(text)) yield { text: segment, index };
  }
}

/** Breaks a text at its blanks into lines of at most `width` columns; a longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Unicode has pictures of the first 32 control characters and of DEL; the rest shows as the replacement character. */
function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
