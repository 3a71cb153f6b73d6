// The walks of the tour, as a sheet.

import { fill, icon, make } from './dom.ts';
import { say } from './language.ts';
import type { Setting } from './panels.ts';
import type { SheetContent } from './sheet.ts';

export function routesPanel(
    { tour, words, language }: Setting,
    current: string | undefined,
    choose: (route: string) => void,
): SheetContent {
    const rows = (tour.routes ?? []).map((route) => {
        const name = make('span', { class: 'row-name' });
        fill(name, say(route.title, language, tour.languages));
        const text = make('span', { class: 'row-text' });
        fill(text, say(route.text, language, tour.languages));
        const count = make(
            'span',
            { class: 'row-kind', lang: words.lang },
            words.get('sites_found', { count: route.sites.length }),
        );
        const button = make('button', { type: 'button', class: 'row walk' }, name, count, text);
        if (route.id === current) {
            button.setAttribute('aria-current', 'true');
            button.append(icon('check'));
        }
        button.addEventListener('click', () => choose(route.id));
        return make('li', {}, button);
    });
    return {
        title: { text: words.get('routes'), lang: words.lang },
        side: 'left',
        body: [make('ul', { class: 'rows' }, ...rows)],
    };
}
