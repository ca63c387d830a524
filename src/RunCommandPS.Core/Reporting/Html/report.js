'use strict';
// Sorts and searches the table of nodes. Without this script, the table is complete, with failures first.
(() => {
    const table = document.getElementById('nodes');
    if (!table) {
        return;
    }

    const firstRows = 200;
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);
    const keys = heads.map(head => head.dataset.key);
    const tools = document.getElementById('tools');
    const find = document.getElementById('find');
    const verdict = document.getElementById('verdict');
    const found = document.getElementById('found');
    const more = document.getElementById('more');
    const number = new Intl.NumberFormat('en');
    const collator = new Intl.Collator('en', { numeric: true });

    // Rows in the order of the page, each with its text for searching. Rows that are not shown are not in the page.
    const rows = Array.from(body.rows, row => ({ row, text: null, verdict: row.cells[keys.indexOf('verdict')].textContent }));
    const state = { q: '', verdict: '', sort: '', all: false };
    let shown = rows;

    const textOf = one => one.text ??= Array.from(one.row.cells, cell => cell.textContent).join('\n').toLowerCase();

    const valueOf = (one, column) => {
        const cell = one.row.cells[column];
        return cell.dataset.v ?? cell.textContent;
    };

    const sorted = () => {
        const isDown = state.sort.startsWith('-');
        const column = keys.indexOf(isDown ? state.sort.slice(1) : state.sort);
        if (column < 0) {
            return rows;
        }

        const isNumber = heads[column].dataset.type === 'number';
        const values = rows.map(one => ({ one, value: valueOf(one, column) }));
        // Rows without a value are the last ones in both directions.
        return values.sort((a, b) => {
            if (a.value === '' || b.value === '') {
                return (a.value === '') - (b.value === '');
            }

            const order = isNumber ? a.value - b.value : collator.compare(a.value, b.value);
            return isDown ? -order : order;
        }).map(pair => pair.one);
    };

    const show = limit => {
        const part = document.createDocumentFragment();
        for (const one of shown.slice(0, limit)) {
            part.append(one.row);
        }

        body.replaceChildren(part);
    };

    const render = () => {
        const words = state.q.toLowerCase().split(/\s+/).filter(word => word !== '');
        shown = sorted().filter(one =>
            (state.verdict === '' || one.verdict === state.verdict) && words.every(word => textOf(one).includes(word)));
        show(state.all ? shown.length : firstRows);
        const count = `${number.format(rows.length)} ${rows.length === 1 ? 'node' : 'nodes'}`;
        found.textContent = shown.length === rows.length ? count : `${number.format(shown.length)} of ${count}`;
        more.textContent = `Show all ${number.format(shown.length)}`;
        more.parentElement.hidden = state.all || shown.length <= firstRows;
        heads.forEach((head, column) => {
            const order = state.sort === keys[column] ? 'ascending' : state.sort === `-${keys[column]}` ? 'descending' : null;
            if (order) {
                head.setAttribute('aria-sort', order);
            } else {
                head.removeAttribute('aria-sort');
            }
        });
    };

    // The search and the sort order are in the address, so that it can be shared.
    const write = () => {
        const words = new URLSearchParams();
        for (const name of ['q', 'verdict', 'sort']) {
            if (state[name] !== '') {
                words.set(name, state[name]);
            }
        }

        history.replaceState(null, '', words.size === 0 ? location.pathname + location.search : `#${words}`);
    };

    const read = () => {
        if (location.hash !== '' && !location.hash.includes('=')) {
            return false;
        }

        const words = new URLSearchParams(location.hash.slice(1));
        state.q = find.value = words.get('q') ?? '';
        state.sort = words.get('sort') ?? '';
        verdict.value = words.get('verdict') ?? '';
        state.verdict = verdict.value = verdict.selectedIndex < 0 ? '' : verdict.value;
        return true;
    };

    const change = changes => {
        Object.assign(state, changes);
        write();
        render();
    };

    heads.forEach((head, column) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.append(...head.childNodes);
        button.addEventListener('click', () => change({ sort: state.sort === keys[column] ? `-${keys[column]}` : keys[column] }));
        head.append(button);
    });
    find.addEventListener('input', () => change({ q: find.value, all: false }));
    verdict.addEventListener('change', () => change({ verdict: verdict.value, all: false }));
    more.addEventListener('click', () => {
        state.all = true;
        render();
    });
    addEventListener('hashchange', () => read() && render());
    addEventListener('beforeprint', () => show(shown.length));
    addEventListener('afterprint', () => show(state.all ? shown.length : firstRows));
    tools.hidden = false;
    read();
    render();
    table.classList.add('ready');
})();
