// The bar over the picture: where one is, and the way to everything else.

import { byId, fill, icon, nameButton, setIcon, show } from './dom.ts';
import type { Said, Words } from './language.ts';
import type { MoreAction } from './panels.ts';

export interface BarActions {
    sites(): void;
    about(): void;
    language(): void;
    share(): void;
    more(): void;
}

export class Bar {
    private readonly fullScreen = byId('full-screen');
    private words: Words | undefined;

    constructor(actions: BarActions) {
        const buttons: [string, () => void][] = [
            ['open-sites', actions.sites],
            ['open-about', actions.about],
            ['open-language', actions.language],
            ['share', actions.share],
            ['open-more', actions.more],
        ];
        for (const [id, run] of buttons) {
            byId(id).addEventListener('click', run);
        }
        byId('open-sites').append(icon('sites'));
        byId('open-language').append(icon('globe'));
        byId('share').append(icon('share'));
        byId('open-more').append(icon('more'));
        show(this.fullScreen, document.fullscreenEnabled === true);
        this.fullScreen.addEventListener('click', toggleFullScreen);
        document.addEventListener('fullscreenchange', () => this.nameFullScreen());
    }

    name(words: Words, language: string): void {
        this.words = words;
        nameButton(byId('open-sites'), words.get('sites'));
        nameButton(byId('open-more'), words.get('more'));
        nameButton(byId('share'), words.get('share'));
        byId('open-about').title = words.get('about_place');
        const button = byId('open-language');
        const short = language.split('-')[0]?.toUpperCase() ?? '';
        // Its name holds what is written on it, for those who speak to their device.
        nameButton(button, `${short}: ${words.get('language')}`);
        button.querySelector('.short')?.remove();
        const text = document.createElement('span');
        text.className = 'short';
        text.textContent = short;
        button.append(text);
        this.nameFullScreen();
    }

    fill(title: Said, subtitle: Said): void {
        fill(byId('site-name'), title);
        fill(byId('scene-name'), subtitle);
    }

    /** For the panel that shows on small screens what has no button there. */
    fullScreenActions(words: Words, done: () => void): MoreAction[] {
        if (!document.fullscreenEnabled) {
            return [];
        }
        const on = document.fullscreenElement !== null;
        const run = () => {
            done();
            toggleFullScreen();
        };
        const name = words.get(on ? 'exit_full_screen' : 'full_screen');
        return [{ icon: on ? 'window' : 'full', name, run }];
    }

    private nameFullScreen(): void {
        const on = document.fullscreenElement !== null;
        setIcon(this.fullScreen, on ? 'window' : 'full');
        if (this.words) {
            nameButton(this.fullScreen, this.words.get(on ? 'exit_full_screen' : 'full_screen'));
        }
    }
}

function toggleFullScreen(): void {
    const change = document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen();
    change.catch(() => {});
}
