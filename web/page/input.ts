// A visitor's hands on the picture: mouse, touch, pen, wheel and keys. What they do to the view is
// the core's business.

import type { Picture } from '../gl/picture.ts';
import { now } from '../io/core.ts';

/** CSS pixels of wheel travel that halve the field of view's distance by one step. */
const kWheelStep = 100;
/** A trackpad's pinch comes as tiny wheel movements with the control key. */
const kPinchStep = 12;
const kLineHeight = 33;
const kDoubleTapMs = 320;
const kDoubleTapSteps = 2;

export class PictureInput {
    private readonly pointers = new Map<number, { x: number; y: number }>();
    private readonly keys = new Set<string>();
    private lastTap = { time: -1e9, x: 0, y: 0 };
    private moved = false;

    constructor(
        private readonly picture: Picture,
        private readonly home: () => void,
    ) {
        const canvas = picture.canvas;
        canvas.addEventListener('pointerdown', (event) => this.down(event));
        canvas.addEventListener('pointermove', (event) => this.move(event));
        canvas.addEventListener('pointerup', (event) => this.up(event));
        canvas.addEventListener('pointercancel', (event) => this.up(event));
        canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
        canvas.addEventListener('contextmenu', (event) => event.preventDefault());
        document.addEventListener('keydown', (event) => this.key(event, true));
        document.addEventListener('keyup', (event) => this.key(event, false));
        window.addEventListener('blur', () => this.letGo());
    }

    private at(event: MouseEvent): { x: number; y: number } {
        const scale = this.picture.scale;
        const box = this.picture.canvas.getBoundingClientRect();
        return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    }

    private down(event: PointerEvent): void {
        if (event.pointerType === 'mouse' && event.button !== 0) {
            return;
        }
        this.picture.canvas.setPointerCapture(event.pointerId);
        this.pointers.set(event.pointerId, this.at(event));
        this.moved = false;
        this.grip(event);
    }

    private move(event: PointerEvent): void {
        const pointer = this.pointers.get(event.pointerId);
        if (!pointer) {
            return;
        }
        const at = this.at(event);
        this.moved ||= Math.hypot(at.x - pointer.x, at.y - pointer.y) > 2 * this.picture.scale;
        this.pointers.set(event.pointerId, at);
        const core = this.picture.core.exports;
        const [a, b] = [...this.pointers.values()];
        if (a && b) {
            core.pinch(a.x, a.y, b.x, b.y);
        } else if (a) {
            core.drag(a.x, a.y, seconds(event));
        }
        this.picture.refresh();
    }

    private up(event: PointerEvent): void {
        if (!this.pointers.has(event.pointerId)) {
            return;
        }
        const core = this.picture.core.exports;
        const fingers = this.pointers.size;
        this.pointers.delete(event.pointerId);
        if (fingers === 1) {
            core.release(seconds(event));
            if (!this.moved && event.type === 'pointerup') {
                this.tap(event);
            }
        } else {
            core.pinchEnd();
            this.grip(event);
        }
        this.picture.refresh();
    }

    /** Fingers were added or taken away: what is left takes hold anew. */
    private grip(event: PointerEvent): void {
        const core = this.picture.core.exports;
        const [a, b] = [...this.pointers.values()];
        if (a && b) {
            core.release(seconds(event));
            core.pinchStart(a.x, a.y, b.x, b.y);
        } else if (a) {
            core.grab(a.x, a.y, seconds(event));
        }
    }

    /** The second of two taps comes closer. */
    private tap(event: PointerEvent): void {
        const at = this.at(event);
        const near = Math.hypot(at.x - this.lastTap.x, at.y - this.lastTap.y);
        if (event.timeStamp - this.lastTap.time < kDoubleTapMs && near < 40 * this.picture.scale) {
            this.picture.core.exports.zoom(kDoubleTapSteps, at.x, at.y, now());
            this.lastTap.time = -1e9;
        } else {
            this.lastTap = { time: event.timeStamp, ...at };
        }
    }

    private wheel(event: WheelEvent): void {
        event.preventDefault();
        const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
        const pixels = event.deltaY * (lines ? kLineHeight : 1);
        const steps = -pixels / (event.ctrlKey ? kPinchStep : kWheelStep);
        const at = this.at(event);
        this.picture.core.exports.zoom(Math.max(-4, Math.min(4, steps)), at.x, at.y, now());
        this.picture.refresh();
    }

    private key(event: KeyboardEvent, down: boolean): void {
        const known = event.key in kKeys || event.key === 'Home';
        if (!known || (down && !this.listens(event))) {
            return;
        }
        if (event.key === 'Home') {
            if (down) {
                this.home();
            }
            return;
        }
        if (down) {
            event.preventDefault();
            this.keys.add(event.key);
        } else {
            this.keys.delete(event.key);
        }
        this.steer();
    }

    /** Keys belong to the picture while no control or panel wants them. */
    private listens(event: KeyboardEvent): boolean {
        const on = event.target;
        const free = on === document.body || on === this.picture.canvas;
        return free && !event.ctrlKey && !event.metaKey && !event.altKey;
    }

    private letGo(): void {
        this.keys.clear();
        this.steer();
    }

    private steer(): void {
        const sum = { right: 0, up: 0, closer: 0 };
        for (const key of this.keys) {
            const way = kKeys[key];
            if (way) {
                sum[way[0]] += way[1];
            }
        }
        const sign = Math.sign;
        this.picture.core.exports.steer(sign(sum.right), sign(sum.up), sign(sum.closer));
        this.picture.refresh();
    }
}

/** When the hand did it, which on a busy page is earlier than when we hear of it. Same clock as `now`. */
function seconds(event: Event): number {
    return event.timeStamp / 1000;
}

const kKeys: Record<string, ['right' | 'up' | 'closer', 1 | -1]> = {
    ArrowLeft: ['right', -1],
    ArrowRight: ['right', 1],
    ArrowUp: ['up', 1],
    ArrowDown: ['up', -1],
    '+': ['closer', 1],
    '=': ['closer', 1],
    '-': ['closer', -1],
    _: ['closer', -1],
};
