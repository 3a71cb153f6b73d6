// Buttons that turn and zoom: held, they go on; tapped or pressed by keyboard, they take one step. With
// them no function needs a drag.

import type { Picture } from '../gl/picture.ts';
import { now } from '../io/core.ts';
import type { View } from '../io/types.ts';
import { byId, icon, nameButton, type IconName } from './dom.ts';
import type { StringKey, Words } from './language.ts';

/** Shorter than this is a tap. */
const kTapMs = 250;
/** A step turns by a third of what is seen. */
const kStepShare = 1 / 3;
const kZoomStep = 0.75;

interface TurnButton {
    id: string;
    icon: IconName;
    name: StringKey;
    right: number;
    up: number;
    closer: number;
}

const kButtons: TurnButton[] = [
    { id: 'turn-left', icon: 'left', name: 'turn_left', right: -1, up: 0, closer: 0 },
    { id: 'turn-up', icon: 'up', name: 'turn_up', right: 0, up: 1, closer: 0 },
    { id: 'turn-down', icon: 'down', name: 'turn_down', right: 0, up: -1, closer: 0 },
    { id: 'turn-right', icon: 'right', name: 'turn_right', right: 1, up: 0, closer: 0 },
    { id: 'closer', icon: 'plus', name: 'zoom_in', right: 0, up: 0, closer: 1 },
    { id: 'farther', icon: 'minus', name: 'zoom_out', right: 0, up: 0, closer: -1 },
];

export class TurnButtons {
    private readonly group = byId('turn');
    private readonly toggle = byId('toggle-turn');
    private pressedAt = 0;

    constructor(
        private readonly picture: Picture,
        private readonly view: () => View,
        private readonly travelSeconds: number,
    ) {
        for (const button of kButtons) {
            const element = byId(button.id);
            element.append(icon(button.icon));
            element.addEventListener('pointerdown', (event) => this.press(event, button));
            element.addEventListener('click', (event) => this.click(event, button));
            for (const end of ['pointerup', 'pointercancel', 'pointerleave', 'blur']) {
                element.addEventListener(end, () => this.stop());
            }
            // A long press must not open a menu or select text.
            element.addEventListener('contextmenu', (event) => event.preventDefault());
        }
        this.toggle.append(icon('turn'));
        this.toggle.addEventListener('click', () => this.unfold());
        this.toggle.setAttribute('aria-expanded', 'false');
    }

    name(words: Words): void {
        this.group.setAttribute('aria-label', words.get('turn_and_zoom'));
        nameButton(this.toggle, words.get('turn_buttons'));
        for (const button of kButtons) {
            nameButton(byId(button.id), words.get(button.name));
        }
    }

    /** On a small screen the arrows come on demand. */
    private unfold(): void {
        const open = this.group.classList.toggle('open');
        this.toggle.setAttribute('aria-expanded', String(open));
    }

    private press(event: PointerEvent, button: TurnButton): void {
        if (event.button !== 0) {
            return;
        }
        this.pressedAt = performance.now();
        this.picture.core.exports.steer(button.right, button.up, button.closer);
        this.picture.refresh();
    }

    private stop(): void {
        this.picture.core.exports.steer(0, 0, 0);
        this.picture.refresh();
    }

    private click(event: MouseEvent, button: TurnButton): void {
        const held = event.detail > 0 && performance.now() - this.pressedAt > kTapMs;
        if (held) {
            return;
        }
        const view = this.view();
        const step = view.fov * kStepShare;
        this.picture.core.exports.travelTo(
            view.yaw + button.right * step,
            view.pitch + button.up * step,
            view.fov * kZoomStep ** button.closer,
            this.travelSeconds,
            now(),
        );
        this.picture.refresh();
    }
}
