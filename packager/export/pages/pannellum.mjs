// The tour in Pannellum: cube tiles, its own hotspots and scenes.

import { firstScene, listScenes, openTour, sceneById } from './common.mjs';

const { tour, text } = await openTour();

function hotSpot(spot) {
    const common = { yaw: spot.yaw, pitch: spot.pitch };
    if (spot.to) {
        return {
            ...common,
            type: 'scene',
            text: text(spot.title),
            sceneId: spot.to,
            ...(spot.arrive === undefined ? {} : { targetYaw: spot.arrive }),
        };
    }
    const words = [text(spot.title), text(spot.text)].filter(Boolean).join(': ');
    return { ...common, type: 'info', text: words, ...(spot.url ? { URL: spot.url } : {}) };
}

function config(scene) {
    const { tile, levels } = tour.panoramas[scene.panorama];
    return {
        type: 'multires',
        title: text(scene.name),
        multiRes: {
            basePath: `panoramas/${scene.panorama}`,
            path: '/%l/%s%y_%x',
            extension: 'webp',
            tileResolution: tile,
            maxLevel: levels,
            cubeResolution: tile * 2 ** (levels - 1),
        },
        yaw: scene.view.yaw,
        pitch: scene.view.pitch,
        hfov: scene.view.fov,
        northOffset: scene.heading,
        hotSpots: scene.hotspots.map(hotSpot),
        ...(scene.limits && {
            minYaw: scene.limits.yaw[0],
            maxYaw: scene.limits.yaw[1],
            minPitch: scene.limits.pitch[0],
            maxPitch: scene.limits.pitch[1],
        }),
    };
}

const first = firstScene(tour);
const viewer = window.pannellum.viewer('panorama', {
    default: { firstScene: first.id, sceneFadeDuration: 600, escapeHTML: true, autoLoad: true },
    escapeHTML: true,
    autoLoad: true,
    scenes: Object.fromEntries(tour.scenes.map((scene) => [scene.id, config(scene)])),
});
const showInList = listScenes(tour, text, (id) => viewer.loadScene(id));
showInList(first.id);
viewer.on('scenechange', showInList);

/** For other scripts: turn the view (degrees), or change the scene. */
window.vr360Export = {
    viewer,
    lookAt: ({ yaw, pitch, fov }) => viewer.lookAt(pitch, yaw, fov, false),
    goTo: (id) => sceneById(tour, id) && viewer.loadScene(id),
    scene: () => viewer.getScene(),
};
