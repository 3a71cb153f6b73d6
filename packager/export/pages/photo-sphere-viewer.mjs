// The tour in Photo Sphere Viewer: equirectangular tiles through its adapter, hotspots as markers.

import { Viewer } from '@photo-sphere-viewer/core';
import { EquirectangularTilesAdapter } from '@photo-sphere-viewer/equirectangular-tiles-adapter';
import { MarkersPlugin } from '@photo-sphere-viewer/markers-plugin';
import { asHtml, degrees, firstScene, listScenes, openTour, radians, sceneById } from './common.mjs';

const { tour, text } = await openTour();
const element = document.querySelector('#panorama');
const kMinFov = 10;
const kMaxFov = 100;

/** Its zoom runs from 0 to 100 between two vertical fields of view. */
function zoomOf(fov) {
    const vertical = degrees(
        2 * Math.atan((Math.tan(radians(fov) / 2) * element.clientHeight) / element.clientWidth),
    );
    return Math.min(Math.max((100 * (kMaxFov - vertical)) / (kMaxFov - kMinFov), 0), 100);
}

function panorama(scene) {
    const folder = `panoramas/${scene.panorama}`;
    return {
        baseUrl: `${folder}/base.webp`,
        levels: tour.panoramas[scene.panorama].levels,
        tileUrl: (column, row, level) => `${folder}/${level}/${row}_${column}.webp`,
    };
}

function marker(spot, index) {
    const words = asHtml([text(spot.title), text(spot.text)].filter(Boolean).join(': '));
    const sign = spot.to ? '↑' : spot.url ? '↗' : 'i';
    return {
        id: `spot-${index}`,
        position: { yaw: radians(spot.yaw), pitch: radians(spot.pitch) },
        html: `<span class="spot" style="transform:none;text-align:center;line-height:44px">${sign}</span>`,
        anchor: 'center center',
        tooltip: { content: words, trigger: spot.to || spot.url ? 'hover' : 'click' },
        data: spot,
    };
}

const first = firstScene(tour);
let current = first;
const viewer = new Viewer({
    container: element,
    // The finer mesh makes its picture of the poles straight.
    adapter: EquirectangularTilesAdapter.withConfig({ resolution: 128, baseBlur: false }),
    panorama: panorama(first),
    caption: text(first.name),
    defaultYaw: radians(first.view.yaw),
    defaultPitch: radians(first.view.pitch),
    defaultZoomLvl: zoomOf(first.view.fov),
    minFov: kMinFov,
    maxFov: kMaxFov,
    navbar: ['zoom', 'move', 'caption', 'fullscreen'],
    plugins: [MarkersPlugin.withConfig({ markers: first.hotspots.map(marker) })],
});
const markers = viewer.getPlugin(MarkersPlugin);

async function goTo(id, arriveYaw) {
    const scene = sceneById(tour, id);
    if (!scene) {
        return;
    }
    current = scene;
    showInList(id);
    markers.clearMarkers();
    await viewer.setPanorama(panorama(scene), {
        caption: text(scene.name),
        position: { yaw: radians(arriveYaw ?? scene.view.yaw), pitch: radians(scene.view.pitch) },
        zoom: zoomOf(scene.view.fov),
    });
    if (current === scene) {
        markers.setMarkers(scene.hotspots.map(marker));
    }
}

markers.addEventListener('select-marker', ({ marker: { data } }) => {
    if (data.to) {
        goTo(data.to, data.arrive);
    } else if (data.url) {
        window.open(data.url, '_blank', 'noopener');
    }
});
const showInList = listScenes(tour, text, (id) => goTo(id));
showInList(first.id);

/** For other scripts: turn the view (degrees), or change the scene. */
window.vr360Export = {
    viewer,
    lookAt: ({ yaw, pitch, fov }) => {
        viewer.rotate({ yaw: radians(yaw), pitch: radians(pitch) });
        viewer.zoom(zoomOf(fov));
    },
    goTo,
    scene: () => current.id,
};
