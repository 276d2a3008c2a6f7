/** Latin letters typed on a Russian layout and the other way round. */
const EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RU = 'йцукенгшщзхъфывапролджэячсмитьбюё';

/** What the same keys write on the other layout: «ghj;trnjh» is «прожектор». Other signs stay. */
export function otherLayout(text: string): string {
  return [...text.toLowerCase()]
    .map((letter) => {
      const latin = EN.indexOf(letter);
      if (latin >= 0) return RU[latin] ?? letter;
      const russian = RU.indexOf(letter);
      return russian >= 0 ? (EN[russian] ?? letter) : letter;
    })
    .join('');
}
