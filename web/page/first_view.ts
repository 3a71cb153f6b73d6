import type { Scene, View } from '../io/types.ts';

/** A scene's first view. Editors choose its field of view for a picture that is wider than high; on a
 *  phone held upright it belongs to the longer side, or the picture would be bent like in a fish's eye. */
export function firstView(scene: Scene): View {
    const shape = window.innerWidth / window.innerHeight;
    if (shape >= 1) {
        return scene.view;
    }
    const half = (Math.min(100, 1.1 * scene.view.fov) / 2) * (Math.PI / 180);
    const fov = (2 * Math.atan(Math.tan(half) * shape) * 180) / Math.PI;
    return { ...scene.view, fov };
}
