// Making and finding elements. Text goes in as text only, never as markup.

import type { Said } from './language.ts';

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;

/** An element: properties beginning with "on" are listeners, the others attributes. */
export function make<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    props: Props = {},
    ...children: Child[]
): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
        if (typeof value === 'function') {
            element.addEventListener(name.slice(2), value);
        } else if (value === true) {
            element.setAttribute(name, '');
        } else if (value !== false && value !== undefined) {
            element.setAttribute(name, String(value));
        }
    }
    element.append(...children.filter((child): child is Node | string => !!child));
    return element;
}

/** The element with this id; it is in index.html. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
    return document.getElementById(id) as T;
}

/** Puts a tour's words into an element, and says which language they are in. */
export function fill(element: HTMLElement, said: Said): void {
    element.textContent = said.text;
    element.lang = said.lang;
}

export function show(element: HTMLElement, visible: boolean): void {
    element.hidden = !visible;
}

const kSvg = 'http://www.w3.org/2000/svg';

/** Icons: strokes on a 24×24 field. */
const kIcons = {
    sites: 'M4 6h16M4 12h16M4 18h10',
    more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
    globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.5 2.6 3.8 5.7 3.8 9S14.5 18.4 12 21c-2.5-2.6-3.8-5.7-3.8-9S9.5 5.6 12 3z',
    close: 'M6 6l12 12M18 6L6 18',
    play: 'M8 5.5v13l10.5-6.5z',
    pause: 'M8.5 6v12M15.5 6v12',
    captions: 'M4 5.5h16v13H4zM7.5 14.5h5M15 14.5h1.5M7.5 11h2M12 11h4.5',
    left: 'M14.5 6l-6 6 6 6',
    right: 'M9.5 6l6 6-6 6',
    up: 'M6 14.5l6-6 6 6',
    down: 'M6 9.5l6 6 6-6',
    plus: 'M12 6v12M6 12h12',
    minus: 'M6 12h12',
    turn: 'M12 4v16M4 12h16M9.5 6.5L12 4l2.5 2.5M9.5 17.5L12 20l2.5-2.5M6.5 9.5L4 12l2.5 2.5M17.5 9.5L20 12l-2.5 2.5',
    full: 'M5 9V5h4M15 5h4v4M19 15v4h-4M9 19H5v-4',
    window: 'M9 5v4H5M15 5v4h4M19 15h-4v4M9 19v-4H5',
    share: 'M12 15V4M8 7.5L12 3.8l4 3.7M6 11H5v9h14v-9h-1',
    info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.6v.01',
    link: 'M9.5 14.5l5-5M8 11l-2.3 2.3a3.7 3.7 0 0 0 5 5.2L13 16M16 13l2.3-2.3a3.7 3.7 0 0 0-5-5.2L11 8',
    walk: 'M6 11.5l6-6 6 6M6 18l6-6 6 6',
    sound: 'M4.5 9.5v5H8l4.5 4v-13L8 9.5zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
    search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20',
    check: 'M5 12.5l4.5 4.5L19 7.5',
} as const;

export type IconName = keyof typeof kIcons;

export function icon(name: IconName): SVGSVGElement {
    const svg = document.createElementNS(kSvg, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.classList.add('icon');
    const path = document.createElementNS(kSvg, 'path');
    path.setAttribute('d', kIcons[name]);
    svg.append(path);
    return svg;
}

/** Replaces a button's icon, leaving its other content. */
export function setIcon(button: HTMLElement, name: IconName): void {
    if (button.dataset['icon'] === name) {
        return;
    }
    button.dataset['icon'] = name;
    button.querySelector('svg.icon')?.remove();
    button.prepend(icon(name));
}

/** Names a button for those who see it and those who do not. */
export function nameButton(button: HTMLElement, name: string): void {
    button.setAttribute('aria-label', name);
    button.title = name;
}
