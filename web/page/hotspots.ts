// Hotspots: real buttons that follow the picture. Those out of sight stay in the list for keyboards and
// screen readers; the view turns to the one that gets the focus.

import type { Picture } from '../gl/picture.ts';
import type { Hotspot } from '../io/types.ts';
import { byId, icon, make, type IconName } from './dom.ts';
import type { Said } from './language.ts';

const kIcons: Record<Hotspot['kind'], IconName> = {
    info: 'info',
    scene: 'walk',
    site: 'walk',
    url: 'link',
    audio: 'sound',
};
/** CSS pixels outside the picture where a button still shows a part of itself. */
const kMargin = 24;

export interface HotspotTexts {
    /** What a hotspot is called; it may have no title of its own. */
    name(hotspot: Hotspot): Said;
    /** What a click does: "Go to", "Information". */
    purpose(hotspot: Hotspot): string;
}

export class Hotspots {
    private readonly list = byId('hotspots');
    private hotspots: readonly Hotspot[] = [];
    private buttons: HTMLElement[] = [];

    constructor(
        private readonly picture: Picture | undefined,
        private readonly chosen: (hotspot: Hotspot) => void,
        private readonly turnTo: (hotspot: Hotspot) => void,
    ) {}

    set(hotspots: readonly Hotspot[], texts: HotspotTexts, label: string): void {
        this.hotspots = hotspots;
        this.list.setAttribute('aria-label', label);
        this.buttons = hotspots.map((hotspot) => this.button(hotspot, texts));
        this.list.replaceChildren(...this.buttons.map((button) => make('li', {}, button)));
        this.picture?.core.setHotspots(hotspots);
        this.place();
    }

    /** Puts the buttons where the picture has their places now. */
    place(): void {
        const picture = this.picture;
        if (!picture || this.hotspots.length === 0) {
            return;
        }
        const scale = picture.scale;
        const at = picture.core.projectHotspots(this.hotspots.length, kMargin * scale);
        this.buttons.forEach((button, i) => {
            const visible = at[3 * i + 2] === 1;
            button.classList.toggle('away', !visible);
            if (visible) {
                const x = (at[3 * i] as number) / scale;
                const y = (at[3 * i + 1] as number) / scale;
                button.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
            } else {
                button.style.transform = '';
            }
        });
    }

    private button(hotspot: Hotspot, texts: HotspotTexts): HTMLElement {
        const name = texts.name(hotspot);
        const look = { class: `hotspot ${hotspot.kind}`, lang: name.lang };
        const button: HTMLElement =
            hotspot.kind === 'url'
                ? make('a', { ...look, href: hotspot.url, target: '_blank', rel: 'noopener' })
                : make('button', { ...look, type: 'button' });
        button.append(
            make('span', { class: 'dot' }, icon(kIcons[hotspot.kind])),
            make('span', { class: 'label' }, name.text),
        );
        button.setAttribute('aria-label', `${texts.purpose(hotspot)}: ${name.text}`);
        button.addEventListener('click', () => this.chosen(hotspot));
        button.addEventListener('focus', () => {
            if (button.classList.contains('away')) {
                this.turnTo(hotspot);
            }
        });
        return button;
    }
}
