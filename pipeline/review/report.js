'use strict';
// Shows the data of the page. Everything foreign goes through textContent: nothing of an article or
// of a fact is ever read as markup.
(() => {
  const ROWS = 100;
  const DIFFERENCES = 50;
  const KINDS = ['deal', 'person', 'date', 'figure', 'quote'];

  const byId = (id) => document.getElementById(id);
  const read = (name) => [...document.querySelectorAll(`script.${name}`)].flatMap(
      (block) => JSON.parse(block.textContent));

  function element(name, properties = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in node)
        node[key] = value;
      else
        node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  }

  // A drop-down of the values that stand in the data.
  function choice(label, values, changed) {
    const select = element('select', {}, element('option', {value: ''}, 'all'));
    for (const value of [...new Set(values)].sort())
      select.append(element('option', {value}, value));
    select.addEventListener('change', changed);
    return {select, node: element('label', {}, label, select)};
  }

  // Buttons to turn the pages of a list, and a line that says where one is.
  function pager(nav, status, size, show) {
    let page = 0;
    let items = [];
    const render = () => {
      const last = Math.max(0, Math.ceil(items.length / size) - 1);
      page = Math.min(Math.max(page, 0), last);
      const from = page * size;
      const until = Math.min(from + size, items.length);
      status.textContent = items.length ? `${from + 1} to ${until} of ${items.length}` : 'none';
      back.disabled = page === 0;
      next.disabled = page === last;
      show(items.slice(from, until));
    };
    const turn = (by) => () => {
      page += by;
      render();
    };
    const back = element('button', {type: 'button'}, 'Back');
    const next = element('button', {type: 'button'}, 'Next');
    back.addEventListener('click', turn(-1));
    next.addEventListener('click', turn(1));
    nav.append(back, next);
    return (list) => {
      items = list;
      page = 0;
      render();
    };
  }

  const kindLabel = (kind) =>
      element('span', {className: `kind ${KINDS.includes(kind) ? kind : ''}`}, kind);

  // ---- articles
  // ------------------------------------------------------------------------------------

  const articles = read('articles');

  function slotText(value) {
    if (Array.isArray(value)) return value.map(slotText).join('; ');
    if (value !== null && typeof value === 'object') {
      return Object.entries(value)
          .filter(([key]) => key !== 'begin' && key !== 'end')
          .map(([key, inner]) => `${key}: ${slotText(inner)}`)
          .join(', ');
    }
    return String(value);
  }

  function showFacts(facts) {
    byId('panel').replaceChildren(...facts.map((fact) => {
      const list = element(
          'dl', {}, element('dt', {}, kindLabel(fact.kind)), element('dd', {}, fact.says),
          element('dt', {}, 'rule'), element('dd', {}, fact.rule));
      for (const [slot, value] of Object.entries(fact.slots)) {
        list.append(element('dt', {}, slot), element('dd', {}, slotText(value)));
      }
      return list;
    }));
  }

  // The text cut wherever a fact begins or ends; offsets count code points, as for-of does.
  function markedText(article) {
    const points = [...article.text];
    const spans =
        article.facts.flatMap((fact) => fact.places.map(([begin, end]) => ({begin, end, fact})));
    const cuts = [...new Set([0, points.length, ...spans.flatMap((s) => [s.begin, s.end])])]
                     .filter((at) => at >= 0 && at <= points.length)
                     .sort((a, b) => a - b);
    const starting = new Map();
    for (const span of spans) {
      if (!starting.has(span.begin)) starting.set(span.begin, []);
      starting.get(span.begin).push(span);
    }
    let open = [];
    const out = document.createDocumentFragment();
    for (let i = 0; i + 1 < cuts.length; ++i) {
      open = open.filter((span) => span.end > cuts[i]).concat(starting.get(cuts[i]) || []);
      const words = points.slice(cuts[i], cuts[i + 1]).join('');
      if (!open.length) {
        out.append(words);
        continue;
      }
      // The shortest span is the most telling one.
      const facts =
          [...open].sort((a, b) => (a.end - a.begin) - (b.end - b.begin)).map((span) => span.fact);
      const mark = element(
          'mark', {
            className: facts[0].kind,
            tabIndex: 0,
            title: facts.map((f) => f.says).join('\n'),
            'aria-describedby': 'panel'
          },
          words);
      mark.facts = facts;
      for (const event of ['focus', 'mouseenter', 'click'])
        mark.addEventListener(event, () => showFacts(facts));
      out.append(mark);
    }
    return out;
  }

  function showArticle(article, fact) {
    byId('article-title').textContent = article.title || article.doc;
    const about = element('p', {}, [article.doc, article.published].filter(Boolean).join(', '));
    if (/^https?:\/\//i.test(article.url || '')) {
      about.append(' ', element('a', {href: article.url, rel: 'noreferrer noopener'}, 'page'));
    }
    const view = byId('article-view');
    if (article.text) {
      view.replaceChildren(about, markedText(article));
    } else {
      view.replaceChildren(
          about, element('p', {}, 'The report was made without the articles\' texts.'));
    }
    showFacts(fact ? [fact] : []);
    const mark = fact && [...view.querySelectorAll('mark')].find((m) => m.facts.includes(fact));
    byId('article').scrollIntoView();
    (mark || byId('article')).focus();
  }

  // ---- the table of facts
  // --------------------------------------------------------------------------

  function showTable() {
    const rows = articles.flatMap(
        (article) => article.facts.map((fact) => ({
                                         kind: fact.kind,
                                         fact: fact.says,
                                         article: article.title || article.doc,
                                         published: (article.published || '').slice(0, 10),
                                         rule: fact.rule,
                                         of: {article, fact},
                                       })));
    const COLUMNS = ['kind', 'fact', 'article', 'published', 'rule'];
    let sorted = {by: null, down: false};

    const body = element('tbody');
    const heads = COLUMNS.map((name) => {
      const button = element('button', {type: 'button'}, name);
      const head = element('th', {scope: 'col', 'aria-sort': 'none'}, button);
      button.addEventListener('click', () => {
        sorted = {by: name, down: sorted.by === name && !sorted.down};
        heads.forEach((h) => h.setAttribute('aria-sort', 'none'));
        head.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending');
        refresh();
      });
      return head;
    });
    byId('fact-table').append(element('thead', {}, element('tr', {}, ...heads)), body);

    const showRows = pager(byId('fact-pager'), byId('fact-count'), ROWS, (page) => {
      body.replaceChildren(...page.map((row) => {
        const open = element('button', {type: 'button'}, row.fact);
        open.addEventListener('click', () => showArticle(row.of.article, row.of.fact));
        return element(
            'tr', {}, element('td', {}, kindLabel(row.kind)), element('td', {}, open),
            element('td', {}, row.article), element('td', {}, row.published),
            element('td', {}, row.rule));
      }));
    });

    const words = element('input', {type: 'search', id: 'fact-words'});
    const kind = choice('Kind', rows.map((row) => row.kind), () => refresh());
    const rule = choice('Rule', rows.map((row) => row.rule), () => refresh());
    words.addEventListener('input', () => refresh());
    byId('fact-filters').append(element('label', {}, 'Words', words), kind.node, rule.node);

    function refresh() {
      const wanted = words.value.toLocaleLowerCase();
      let list = rows.filter(
          (row) => (!kind.select.value || row.kind === kind.select.value) &&
              (!rule.select.value || row.rule === rule.select.value) &&
              (!wanted || `${row.fact}\n${row.article}`.toLocaleLowerCase().includes(wanted)));
      if (sorted.by) {
        const order = new Intl.Collator('en', {numeric: true});
        list =
            list.sort((a, b) => order.compare(a[sorted.by], b[sorted.by]) * (sorted.down ? -1 : 1));
      }
      showRows(list);
    }
    refresh();
  }

  // ---- differences
  // ---------------------------------------------------------------------------------

  // Old and new words, what went and what came marked: the longest common subsequence of their
  // words.
  function compared(before, after) {
    const a = before.split(/(\s+)/);
    const b = after.split(/(\s+)/);
    if (a.length * b.length > 250000) return [[before], [after]];
    const common = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; --i) {
      for (let j = b.length - 1; j >= 0; --j) {
        common[i][j] =
            a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    const left = [];
    const right = [];
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        left.push(a[i++]);
        right.push(b[j++]);
      } else if (j === b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
        left.push(element('del', {}, a[i++]));
      } else {
        right.push(element('ins', {}, b[j++]));
      }
    }
    return [left, right];
  }

  // The old and the new side by side, each with what it says and the words that say so.
  function sides(before, after) {
    const of = (key) => compared(before ? before[key] : '', after ? after[key] : '');
    const says = of('says');
    const words = of('words');
    const side = (name, fact, i) => !fact ?
        element('div', {}, element('p', {}, `${name}: no such fact`)) :
        element(
            'div', {}, element('p', {}, element('strong', {}, `${name}: `), ...says[i]),
            element('p', {}, ...words[i]));
    return element('div', {className: 'sides'}, side('old', before, 0), side('new', after, 1));
  }

  function showDifferences() {
    const differences = read('differences');
    const showPage =
        pager(byId('difference-pager'), byId('difference-count'), DIFFERENCES, (page) => {
          byId('difference-list').replaceChildren(...page.map((d) => {
            const node = element(
                'article', {className: 'difference'},
                element(
                    'p', {}, kindLabel(d.kind),
                    ` ${d.outcome}, cause: ${d.cause}, ${d.doc}, ${d.rule}`),
                sides(d.old, d.new));
            for (const other of d.also) node.append(element('p', {}, `also: ${other.says}`));
            for (const [slot, old, now] of d.changes) {
              node.append(element(
                  'p', {}, `${slot}: `, element('del', {}, slotText(old)), ' ',
                  element('ins', {}, slotText(now))));
            }
            return node;
          }));
        });
    const choices = ['outcome', 'cause', 'kind'].map(
        (key) =>
            ({key, ...choice(key, differences.map((d) => d[key]), () => refreshDifferences())}));
    byId('difference-filters').append(...choices.map((c) => c.node));

    function refreshDifferences() {
      showPage(differences.filter(
          (d) => choices.every((c) => !c.select.value || d[c.key] === c.select.value)));
    }
    refreshDifferences();
  }

  if (byId('facts')) showTable();
  if (byId('differences')) showDifferences();
})();
