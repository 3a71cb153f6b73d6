// The list of sites: search, categories, one row a site.

import { fill, icon, make } from './dom.ts';
import { say } from './language.ts';
import type { Setting } from './panels.ts';
import { matches, searchable } from './search.ts';
import type { SheetContent } from './sheet.ts';

export interface GalleryState {
    query: string;
    /** Empty: all. */
    category: string;
}

/** The gallery as a sheet. `state` outlives it, so that a visitor comes back to the same list. */
export function gallery(
    { tour, words, language }: Setting,
    current: string,
    state: GalleryState,
    choose: { site(id: string): void; routes(): void },
): SheetContent {
    const named = (text: Record<string, string>) => say(text, language, tour.languages);
    const categories = new Map(tour.categories.map((c) => [c.id, named(c.name)]));
    const rows = tour.sites.map((site) => {
        const category = categories.get(site.category);
        const name = make('span', { class: 'row-name' });
        fill(name, named(site.name));
        const kind = make('span', { class: 'row-kind' });
        fill(kind, category ?? { text: '', lang: words.lang });
        const button = make('button', { type: 'button', class: 'row' }, name, kind);
        if (site.id === current) {
            button.setAttribute('aria-current', 'true');
            button.append(icon('check'));
        }
        button.addEventListener('click', () => choose.site(site.id));
        const haystack = searchable(
            site.name,
            site.id,
            tour.categories.find((c) => c.id === site.category)?.name,
        );
        return { site, haystack, item: make('li', {}, button) };
    });

    const list = make('ul', { class: 'rows' });
    const count = make('p', { class: 'count', role: 'status' });
    const refresh = () => {
        const found = rows.filter(
            (row) =>
                (!state.category || row.site.category === state.category) &&
                matches(row.haystack, state.query),
        );
        list.replaceChildren(...found.map((row) => row.item));
        count.textContent = found.length
            ? words.get('sites_found', { count: found.length })
            : words.get('nothing_found');
    };

    const search = make('input', {
        type: 'search',
        id: 'search',
        autocomplete: 'off',
        enterkeyhint: 'search',
        placeholder: words.get('search_sites'),
        'aria-label': words.get('search_sites'),
    });
    search.value = state.query;
    search.addEventListener('input', () => {
        state.query = search.value;
        refresh();
    });

    const chips = make('div', {
        class: 'chips',
        role: 'group',
        'aria-label': words.get('categories'),
    });
    const chip = (id: string, text: string, lang: string) => {
        const button = make('button', { type: 'button', class: 'chip', lang }, text);
        button.setAttribute('aria-pressed', String(state.category === id));
        button.addEventListener('click', () => {
            state.category = id;
            for (const other of chips.children) {
                other.setAttribute('aria-pressed', String(other === button));
            }
            refresh();
        });
        return button;
    };
    chips.append(chip('', words.get('all_categories'), words.lang));
    const used = new Set(tour.sites.map((site) => site.category));
    for (const [id, name] of categories) {
        if (used.has(id)) {
            chips.append(chip(id, name.text, name.lang));
        }
    }
    refresh();
    const walks = make(
        'button',
        { type: 'button', class: 'door', id: 'open-routes' },
        icon('walk'),
        make('span', {}, words.get('routes')),
        make('span', { class: 'quiet' }, String(tour.routes?.length ?? 0)),
    );
    walks.addEventListener('click', choose.routes);
    return {
        title: { text: words.get('sites'), lang: words.lang },
        side: 'left',
        body: [
            ...(tour.routes?.length ? [walks] : []),
            make('div', { class: 'search' }, icon('search'), search),
            ...(used.size > 1 ? [chips] : []),
            count,
            list,
        ],
    };
}
