// What the sheet shows besides the list of sites: a place, a hotspot, languages, sound, sharing, more.

import type { InfoHotspot, Site, Tour } from '../io/types.ts';
import { fill, icon, make, type IconName } from './dom.ts';
import { languageName, say, type Words } from './language.ts';
import type { Choice } from './narration.ts';
import type { Preferences } from './preferences.ts';
import type { SheetContent } from './sheet.ts';

/** What every panel needs to know. */
export interface Setting {
    tour: Tour;
    words: Words;
    /** The visitor's language; the words may be in another where we have none for it. */
    language: string;
}

function text(
    setting: Setting,
    localized: Record<string, string> | undefined,
    tag = 'p' as 'p' | 'h3',
) {
    const element = make(tag);
    fill(element, say(localized, setting.language, setting.tour.languages));
    return element.textContent ? element : null;
}

function own(words: Words, key: Parameters<Words['get']>[0]) {
    return { text: words.get(key), lang: words.lang };
}

function present<T>(items: (T | null)[]): T[] {
    return items.filter((item): item is T => item !== null);
}

/** About the place one is at. */
export function aboutPanel(setting: Setting, site: Site): SheetContent {
    const { words, tour, language } = setting;
    const category = tour.categories.find((c) => c.id === site.category);
    const place = site.place;
    const where = [say(place?.address, language, tour.languages).text, place?.ward].filter(Boolean);
    return {
        title: say(site.name, language, tour.languages),
        side: 'right',
        body: present<Node>([
            site.status === 'draft' ? draftNote(words) : null,
            category ? kicker(say(category.name, language, tour.languages)) : null,
            text(setting, site.summary),
            where.length ? make('p', { class: 'quiet' }, where.join(', ')) : null,
        ]),
    };
}

/** An info hotspot. */
export function infoPanel(setting: Setting, hotspot: InfoHotspot): SheetContent {
    const title = say(hotspot.title, setting.language, setting.tour.languages);
    const picture = hotspot.picture
        ? make('img', { src: hotspot.picture, alt: title.text, class: 'picture', loading: 'lazy' })
        : null;
    return {
        title: title.text ? title : own(setting.words, 'information'),
        side: 'right',
        body: present<Node>([picture, text(setting, hotspot.text)]),
    };
}

/** The languages of the tour. */
export function languagePanel(setting: Setting, choose: (tag: string) => void): SheetContent {
    const rows = setting.tour.languages.map((tag) => {
        const button = make('button', { type: 'button', class: 'row', lang: tag });
        button.append(make('span', { class: 'row-name' }, languageName(tag)));
        if (tag === setting.language) {
            button.setAttribute('aria-current', 'true');
            button.append(icon('check'));
        }
        button.addEventListener('click', () => choose(tag));
        return make('li', {}, button);
    });
    return {
        title: own(setting.words, 'language'),
        side: 'right',
        body: [make('ul', { class: 'rows' }, ...rows)],
    };
}

export interface SoundState {
    narrations: string[];
    subtitles: string[];
    choice: Choice;
    preferences: Preferences;
    transcript: readonly { text: string }[];
    machineVoice: boolean;
}

const kSpeeds = [0.75, 1, 1.25, 1.5];

/** Languages of narration and subtitles, size, speed, transcript. */
export function soundPanel(
    setting: Setting,
    state: SoundState,
    change: (preferences: Partial<Preferences>) => void,
): SheetContent {
    const { words } = setting;
    const named = (tags: string[]) =>
        tags.map((tag) => ({ value: tag, text: languageName(tag), lang: tag }));
    const off = { value: 'off', text: words.get('subtitles_off'), lang: words.lang };
    const speeds = kSpeeds.map((speed) => ({
        value: String(speed),
        text: `${speed.toLocaleString(words.lang)}×`,
        lang: words.lang,
    }));
    const sizes = [
        { value: '', text: words.get('text_normal'), lang: words.lang },
        { value: 'large', text: words.get('text_large'), lang: words.lang },
    ];
    const { choice, preferences } = state;
    const transcript = make(
        'details',
        {},
        make('summary', {}, words.get('transcript')),
        ...state.transcript.map((cue) => make('p', { lang: choice.subtitles }, cue.text)),
    );
    return {
        title: own(words, 'narration_settings'),
        side: 'right',
        body: present<Node>([
            options(
                'subtitles',
                words.get('subtitles'),
                [...named(state.subtitles), off],
                choice.subtitles || 'off',
                (value) => change({ subtitles: value }),
            ),
            options(
                'narration',
                words.get('narration_language'),
                named(state.narrations),
                choice.narration,
                (value) => change({ narration: value }),
            ),
            state.machineVoice ? make('p', { class: 'note' }, words.get('machine_voice')) : null,
            options(
                'size',
                words.get('subtitle_size'),
                sizes,
                preferences.largeText ? 'large' : '',
                (value) => change({ largeText: value === 'large' }),
            ),
            options('speed', words.get('speed'), speeds, String(preferences.speed), (value) =>
                change({ speed: Number(value) }),
            ),
            state.transcript.length > 0 ? transcript : null,
        ]),
    };
}

/** A choice of one: radio buttons that look like pills. */
function options(
    name: string,
    legend: string,
    offered: { value: string; text: string; lang: string }[],
    chosen: string,
    choose: (value: string) => void,
): HTMLElement {
    const pills = offered.map((option) => {
        const input = make('input', { type: 'radio', name, value: option.value });
        input.checked = option.value === chosen;
        input.addEventListener('change', () => choose(option.value));
        return make(
            'label',
            { class: 'pill', lang: option.lang },
            input,
            make('span', {}, option.text),
        );
    });
    return make(
        'fieldset',
        {},
        make('legend', {}, legend),
        make('div', { class: 'pills' }, ...pills),
    );
}

/** The address of this very view, to be copied. */
export function sharePanel(setting: Setting, href: string): SheetContent {
    const { words } = setting;
    const field = make('input', { type: 'text', readonly: true, 'aria-label': words.get('link') });
    field.value = href;
    field.addEventListener('focus', () => field.select());
    const done = make('p', { role: 'status', class: 'quiet' });
    const copy = make(
        'button',
        { type: 'button', class: 'wide' },
        icon('link'),
        words.get('copy_link'),
    );
    copy.addEventListener('click', () => {
        void copyText(href, field).then((ok) => {
            done.textContent = words.get(ok ? 'link_copied' : 'copy_failed');
        });
    });
    return {
        title: own(words, 'share'),
        side: 'right',
        body: [make('p', {}, words.get('share_hint')), field, copy, done],
    };
}

/** In-app browsers often have no clipboard; the old way still works there. */
async function copyText(value: string, field: HTMLInputElement): Promise<boolean> {
    try {
        await navigator.clipboard.writeText(value);
        return true;
    } catch {
        field.focus();
        field.select();
        return document.execCommand('copy');
    }
}

export interface MoreAction {
    icon: IconName;
    name: string;
    run: () => void;
}

/** What has no button of its own in the bar, and the credits. */
export function morePanel(
    setting: Setting,
    site: Site | undefined,
    actions: MoreAction[],
): SheetContent {
    const { words, tour } = setting;
    const rows = actions.map((action) => {
        const name = make('span', { class: 'row-name' }, action.name);
        const button = make('button', { type: 'button', class: 'row' }, icon(action.icon), name);
        button.addEventListener('click', action.run);
        return make('li', {}, button);
    });
    const machine = site?.scenes.some((scene) =>
        Object.values(scene.narration ?? {}).some((narration) => narration.voice === 'machine'),
    );
    return {
        title: own(words, 'more'),
        side: 'right',
        body: present<Node>([
            make('ul', { class: 'rows' }, ...rows),
            make('h3', {}, words.get('credits')),
            text(setting, tour.title),
            text(setting, tour.owner),
            text(setting, tour.credits),
            machine ? make('p', {}, words.get('machine_voice')) : null,
            site?.status === 'draft' ? draftNote(words) : null,
            make('p', { class: 'quiet' }, tour.generator),
        ]),
    };
}

function draftNote(words: Words): HTMLElement {
    return make('p', { class: 'note' }, words.get('draft_note'));
}

function kicker(said: { text: string; lang: string }): HTMLElement {
    return make('p', { class: 'kicker', lang: said.lang }, said.text);
}
