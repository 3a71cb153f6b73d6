// The one panel that comes up over the picture: a modal dialog, so that the browser keeps the
// keyboard inside, gives the focus back and closes it on Escape.

import { byId, fill, icon, nameButton } from './dom.ts';
import type { Said } from './language.ts';

export interface SheetContent {
    title: Said;
    body: Node[];
    /** At a window's side where there is room; on a phone all come from below. */
    side: 'left' | 'right';
    /** Gets the focus instead of the title. */
    focus?: HTMLElement;
}

export class Sheet {
    private readonly dialog = byId<HTMLDialogElement>('sheet');
    private readonly title = byId('sheet-title');
    private readonly body = byId('sheet-body');
    private readonly closeButton = byId('sheet-close');
    private build: (() => SheetContent) | undefined;

    constructor() {
        this.closeButton.append(icon('close'));
        this.closeButton.addEventListener('click', () => this.close());
        this.dialog.addEventListener('close', () => {
            // The event comes late: by then another panel may have been opened.
            if (!this.dialog.open) {
                this.empty();
            }
        });
        this.dialog.addEventListener('click', (event) => {
            if (event.target === this.dialog && this.isOutside(event)) {
                this.close();
            }
        });
    }

    /** Opens with what `build` makes; it is called again when the language changes. */
    open(build: () => SheetContent): void {
        this.close();
        this.build = build;
        const content = this.fill();
        this.dialog.dataset['side'] = content.side;
        this.dialog.showModal();
        this.body.scrollTop = 0;
        (content.focus ?? this.title).focus({ preventScroll: true });
    }

    close(): void {
        if (this.dialog.open) {
            this.dialog.close();
            this.empty();
        }
    }

    nameClose(name: string): void {
        nameButton(this.closeButton, name);
    }

    /** The words changed: builds the content again. */
    refresh(): void {
        if (this.dialog.open) {
            this.fill();
        }
    }

    private empty(): void {
        this.build = undefined;
        this.body.replaceChildren();
    }

    private fill(): SheetContent {
        const content = (this.build as () => SheetContent)();
        fill(this.title, content.title);
        this.body.replaceChildren(...content.body);
        return content;
    }

    private isOutside(event: MouseEvent): boolean {
        const box = this.dialog.getBoundingClientRect();
        const { clientX: x, clientY: y } = event;
        return x < box.left || x > box.right || y < box.top || y > box.bottom;
    }
}
