/** Compiles the templates of its input in a process of its own, whose surroundings its parent has chosen. */
import { text } from 'node:stream/consumers';
import { SheetCompiler } from '../../paper/compile-sheet.ts';

const compiler = new SheetCompiler();
const templates = JSON.parse(await text(process.stdin)) as readonly string[];
const made = templates.map(
  (template) =>
    compiler.make({
      template: { text: template },
      data: ['@preview/tablex:0.0.8'],
      language: 'ru',
      title: '',
      author: '',
      at: new Date(0),
    }).ok,
);
process.stdout.write(JSON.stringify(made));
