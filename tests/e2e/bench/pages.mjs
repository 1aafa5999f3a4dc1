// Lays out what the planner is compared with, in the folder TO beside a copy of the site SITE: the same questions as a
// SurveyJS form in survey/, and the words of the planner's first page as plain pages, with its style in styled/ and
// without any in bare/.
//
// The form is made as the "Get Started" page of SurveyJS for HTML, CSS and JavaScript makes one: its style sheet, its two
// scripts and one of the page's own, in the head. All is served by the same server.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { SITE, TO } = process.env;
const project = new URL('../../../', import.meta.url);
const packages = new URL('../node_modules/', import.meta.url);

const read = (path) => JSON.parse(readFileSync(new URL(path, project), 'utf8'));
const words = {};
for (const folder of ['content/en/', 'content/en/plan/']) {
  const names = readdirSync(new URL(folder, project)).filter((name) => name.endsWith('.json'));
  for (const name of names) Object.assign(words, read(folder + name));
}
const KINDS = ['label', 'instruction', 'judgement', 'fact'];
const maybe = (id) => {
  const entry = words[id];
  if (!entry) return undefined;
  const text = entry[KINDS.find((kind) => kind in entry)];
  return text.replace(/\[\[([^\]|]+)(?:\|([^\]]+))?\]\]/g, (_, term, shown) => shown ?? maybe(`glossary.${term}.term`));
};
const text = (id) => {
  const found = maybe(id);
  if (found === undefined) throw new Error(`content/en has no text ${id}`);
  return found;
};

/** What has a name and perhaps a hint, as one choice. */
const choice = (value, id, more = {}) => {
  const hint = maybe(/\.(label|name)$/.test(id) ? id.replace(/\w+$/, 'hint') : `${id}.hint`);
  return { value, text: hint ? `${text(id)}. ${hint}` : text(id), ...more };
};
/** The ids of the planner's own choices of a question, in the order of its words. */
const options = (start) => Object.keys(words).filter((id) => id.startsWith(start) && !id.slice(start.length).includes('.'));
const notSure = () => choice('not_sure', 'question.option.not_sure');
const when = (concerns) => concerns.map((concern) => `{concern} = '${concern}'`).join(' or ');
const ask = (name, title, why, more) => ({ name, title: text(title), description: text(why), ...more });
const known = (question) => ask(question, `question.${question}.title`, `question.${question}.why`, {});

const concerns = read('content/evidence/concerns.json');
const planned = concerns.filter(({ kind }) => kind === 'concern');
const items = read('content/evidence/screening.json');

const radios = (question, more = {}) => {
  const start = `question.${question}.option.`;
  const choices = options(start).map((id) => choice(id.slice(start.length), id));
  return { ...known(question), type: 'radiogroup', choices: [...choices, notSure()], ...more };
};
const typed = (question, inputType) => ({ ...known(question), type: 'text', inputType });
const yesNo = () => [choice('yes', 'question.option.yes'), choice('no', 'question.option.no'), notSure()];
const of = (concern, question, more) => ({
  ...more, type: 'radiogroup', name: `${question}_${concern}`, visibleIf: when([concern]),
});
const severity = ({ id }) => of(id, 'severity', {
  title: text('question.severity.title'),
  description: text('question.severity.why'),
  choices: [...['mild', 'moderate', 'severe'].map((step) => choice(step, `concern.${id}.severity.${step}`)), notSure()],
});
const partner = ({ id }) => of(id, 'partner', {
  title: text(`question.partner.title.${id}`), description: text(`question.partner.why.${id}`), choices: yesNo(),
});
const notIf = ({ id, not_if: lines }) => of(id, 'not_if', {
  title: text('question.not_if.title'),
  description: [text('question.not_if.why'), ...lines.map((line) => text(`concern.${id}.not_if.${line.id ?? line}`))].join(' '),
  choices: yesNo(),
});
const checks = (group) => ask(group, `checks.${group}.title`, `checks.${group}.why`, {
  type: 'checkbox',
  showNoneItem: true,
  noneText: text('checks.none'),
  choices: [
    ...items.filter((item) => item.group === group).map(({ id, concerns }) =>
      choice(id, `check.${id}.label`, concerns?.length ? { visibleIf: when(concerns) } : {})),
    choice('not_sure', 'checks.not_sure'),
  ],
});

const groups = [...new Set(items.map(({ group }) => group).filter(Boolean))];
const order = ['skin_now', 'skin_history', 'recent', 'medicines', 'body', 'allergy_implants', 'feelings'];
const questions = [
  ask('concern', 'question.concern.title', 'question.concern.why', {
    type: 'radiogroup',
    isRequired: true,
    choices: concerns.map(({ id }) => choice(id, `concern.${id}.name`)),
  }),
  ...planned.filter(({ id }) => maybe(`concern.${id}.severity.mild`)).map(severity),
  radios('scar_type', { visibleIf: when(['acne_scars']) }),
  radios('area'),
  { ...typed('scar_date', 'date'), visibleIf: when(['surgical_traumatic_scars', 'burn_scars']) },
  radios('device'),
  radios('sun'),
  typed('age', 'number'),
  ...order.map(checks),
  ...planned.filter(({ id }) => maybe(`question.partner.title.${id}`)).map(partner),
  { ...radios('add'), type: 'checkbox' },
  ...planned.filter(({ not_if: lines }) => lines?.length).map(notIf),
  typed('start', 'date'),
  typed('event', 'date'),
  typed('interval', 'number'),
  typed('price', 'number'),
];

// A question of the planner's that is not in the form would make the comparison kinder to it.
const named = Object.keys(words).flatMap((id) => id.match(/^question\.(\w+)\.why$/)?.[1] ?? []);
const missing = [...named, ...groups].filter((id) => !questions.some(({ name }) => name === id || name.startsWith(`${id}_`)));
if (missing.length > 0) throw new Error(`the form does not ask ${missing}`);

const form = {
  title: text('start.title'),
  description: text('start.intro'),
  pages: questions.map((question) => ({ name: question.name, elements: [question] })),
};

cpSync(SITE, TO, { recursive: true });
const put = (folder, files) => {
  mkdirSync(join(TO, folder), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(TO, folder, name), content);
};

const file = (path) => readFileSync(new URL(path, packages), 'utf8');
put('survey', {
  'index.html': `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${form.title}</title>
<link href="survey-core.min.css" rel="stylesheet">
<script src="survey.core.min.js"></script>
<script src="survey-js-ui.min.js"></script>
<script src="index.js"></script>
</head>
<body>
<div id="surveyContainer"></div>
</body>
</html>
`,
  'index.js': `const surveyJson = ${JSON.stringify(form)};
const survey = new Survey.Model(surveyJson);
document.addEventListener("DOMContentLoaded", function() {
    survey.render(document.getElementById("surveyContainer"));
});
`,
  'survey-core.min.css': file('survey-core/survey-core.min.css'),
  'survey.core.min.js': file('survey-core/survey.core.min.js'),
  'survey-js-ui.min.js': file('survey-js-ui/survey-js-ui.min.js'),
});

const page = readFileSync(join(SITE, 'index.html'), 'utf8');
const plain = page
  .replace(/<script\b[^>]*>.*?<\/script>\s*/gs, '')
  .replace(/<link\b[^>]*>\s*/g, (link) => (/rel="?stylesheet/.test(link) ? link.replace(/href="?\.\//, (href) => href.replace('./', '../')) : ''))
  .replace(/<meta\b[^>]*http-equiv[^>]*>\s*/g, '');
if (/<script|preload/.test(plain)) throw new Error('a script or a preload is left in the plain page');
put('styled', { 'index.html': plain });
put('bare', {
  'index.html': plain.replace(/<link\b[^>]*>\s*/g, '').replace(/<style>.*?<\/style>\s*/gs, '').replace(/ (?:class|tabindex|aria-[\w-]+)="[^"]*"/g, ''),
});
