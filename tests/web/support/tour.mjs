// A small tour on disk, as an editor would leave it: four sites, two scenes in the first, every kind
// of hotspot, narration in Vietnamese and English, subtitles in three languages.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng } from './png.mjs';

/** What is painted where: a disc of 12° radius round each direction. */
export const kLandmarks = [
    { name: 'front', yaw: 0, pitch: 0, color: [220, 40, 40] },
    { name: 'right', yaw: 90, pitch: 0, color: [40, 200, 60] },
    { name: 'back', yaw: 180, pitch: 0, color: [50, 70, 230] },
    { name: 'left', yaw: -90, pitch: 0, color: [235, 215, 40] },
    { name: 'zenith', yaw: 0, pitch: 90, color: [245, 245, 245] },
    { name: 'nadir', yaw: 0, pitch: -90, color: [15, 15, 15] },
    { name: 'front-up', yaw: 0, pitch: 45, color: [230, 40, 230] },
];
const kLandmarkRadius = 12;

const direction = (yaw, pitch) => {
    const [a, b] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
    return [Math.cos(b) * Math.sin(a), Math.sin(b), Math.cos(b) * Math.cos(a)];
};

const kMarks = kLandmarks.map((mark) => ({ ...mark, d: direction(mark.yaw, mark.pitch) }));

/** What is painted in a direction (degrees), and how far, in degrees, the nearest edge of a disc is. */
export function paintedAt(yaw, pitch, shade = [1, 1, 1]) {
    const d = direction(yaw, pitch);
    const light = 120 + 60 * (pitch / 90) + 14 * Math.sin((yaw * Math.PI) / 15);
    let color = shade.map((share) => light * share);
    let edge = Infinity;
    for (const mark of kMarks) {
        const cosine = d[0] * mark.d[0] + d[1] * mark.d[1] + d[2] * mark.d[2];
        const away = (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
        if (away < kLandmarkRadius) {
            color = mark.color;
        }
        edge = Math.min(edge, Math.abs(away - kLandmarkRadius));
    }
    return { color, edge };
}

/** A whole sphere so painted; `shade` tells panoramas apart. */
function panorama(width, shade) {
    const height = width / 2;
    return encodePng(width, height, (x, y) => {
        const yaw = ((x + 0.5) / width) * 360 - 180;
        return paintedAt(yaw, 90 - ((y + 0.5) / height) * 180, shade).color;
    });
}

/** A comment as WAV files carry it. */
function wavComment(text) {
    const size = text.length + (text.length % 2 ? 1 : 2); // ends in a zero, at an even place
    const bytes = Buffer.alloc(20 + size);
    bytes.write('LIST', 0);
    bytes.writeUInt32LE(12 + size, 4);
    bytes.write('INFOICMT', 8);
    bytes.writeUInt32LE(size, 16);
    bytes.write(text, 20);
    return bytes;
}

/** A soft tone of 16-bit mono; not silence, which the packager would complain about. */
export function wav(seconds, comment = '') {
    const rate = 24000;
    const samples = Math.round(seconds * rate);
    const bytes = Buffer.alloc(44 + 2 * samples);
    const more = comment ? wavComment(comment) : Buffer.alloc(0);
    bytes.write('RIFF', 0);
    bytes.writeUInt32LE(36 + 2 * samples + more.length, 4);
    bytes.write('WAVEfmt ', 8);
    bytes.writeUInt32LE(16, 16);
    bytes.writeUInt16LE(1, 20);
    bytes.writeUInt16LE(1, 22);
    bytes.writeUInt32LE(rate, 24);
    bytes.writeUInt32LE(2 * rate, 28);
    bytes.writeUInt16LE(2, 32);
    bytes.writeUInt16LE(16, 34);
    bytes.write('data', 36);
    bytes.writeUInt32LE(2 * samples, 40);
    for (let i = 0; i < samples; ++i) {
        bytes.writeInt16LE(Math.round(6000 * Math.sin((i / rate) * 2 * Math.PI * 330)), 44 + 2 * i);
    }
    return Buffer.concat([bytes, more]);
}

/** Seconds of narration, the same in two languages, so that one table of cues serves both. */
export const kNarrationSeconds = 12;
/** A machine speaks French, and takes so much longer for everything. */
export const kFrenchPace = 1.5;
export const kCues = [
    {
        start: 0.5,
        end: 4,
        vi: 'Chùa nằm trên một hòn đảo nhỏ.',
        en: 'The pagoda stands on a small island.',
        zh: '寺庙坐落在一个小岛上。',
    },
    {
        start: 4.5,
        end: 8,
        vi: 'Đây là ngôi chùa cổ & đẹp.',
        en: 'It is old & beautiful.',
        zh: '它既古老又美丽。',
    },
    { start: 8.5, end: 11.5, vi: 'Mời bạn vào sân.', en: 'Please come in.', zh: '请进。' },
];

const stamp = (seconds) => `00:00:${seconds.toFixed(3).padStart(6, '0')}`;

function vtt(language, pace = 1) {
    const cues = kCues.map(
        (cue) =>
            `${stamp(pace * cue.start)} --> ${stamp(pace * cue.end)}\n${cue[language].replace('&', '&amp;')}\n`,
    );
    return `WEBVTT\n\n${cues.join('\n')}`;
}

const inline = (texts) =>
    `{ ${Object.entries(texts)
        .map(([tag, text]) => `${tag} = ${JSON.stringify(text)}`)
        .join(', ')} }`;

export const kSites = [
    {
        id: 'chua-tran-quoc',
        category: 'relic',
        vi: 'Chùa Trấn Quốc',
        en: 'Tran Quoc Pagoda',
        zh: '镇国寺',
    },
    { id: 'phu-tay-ho', category: 'relic', vi: 'Phủ Tây Hồ', en: 'Tay Ho Palace', zh: '西湖府' },
    {
        id: 'lang-nhat-tan',
        category: 'village',
        vi: 'Làng đào Nhật Tân',
        en: 'Nhat Tan Village',
        zh: '日新村',
    },
    {
        id: 'duong-thanh-nien',
        category: 'walk',
        vi: 'Đường Thanh Niên',
        en: 'Thanh Nien Road',
        zh: '青年路',
    },
];

const nameOf = ({ vi, en, zh }) => inline({ vi, en, zh });

const kFirstSite = `
summary = { vi = "Ngôi chùa bên hồ.", en = "A pagoda by the lake.", zh = "湖边的寺庙。" }
status = "draft"
place = { lat = 21.048, lon = 105.8367, ward = "Yên Phụ" }

[[scene]]
id = "gate"
name = { vi = "Cổng chùa", en = "The gate", zh = "山门" }
panorama = "gate.png"
view = { yaw = 0.0, pitch = 0.0, fov = 90.0 }
[[scene.hotspot]]
kind = "info"
yaw = -25.0
pitch = 8.0
title = { vi = "Bảo tháp", en = "The tower", zh = "宝塔" }
text = { vi = "Tháp cao mười một tầng.", en = "The tower has eleven storeys.", zh = "塔高十一层。" }
[[scene.hotspot]]
kind = "scene"
scene = "court"
yaw = 15.0
pitch = -12.0
title = { vi = "Sân trong", en = "Inner court", zh = "内院" }
[[scene.hotspot]]
kind = "site"
site = "phu-tay-ho"
arrive = { yaw = 40.0, pitch = 5.0, fov = 70.0 }
yaw = 120.0
pitch = 0.0
[[scene.hotspot]]
kind = "url"
url = "https://example.org/"
yaw = 150.0
pitch = 0.0

[[scene]]
id = "court"
name = { vi = "Sân trong", en = "Inner court", zh = "内院" }
panorama = "court.png"
heading = 90.0
[[scene.hotspot]]
kind = "scene"
scene = "gate"
yaw = 0.0
pitch = -10.0
title = { vi = "Cổng chùa", en = "The gate", zh = "山门" }
`;

/** Writes the tour into an empty or new folder. */
export function writeTour(folder) {
    const put = (path, content) => {
        const file = join(folder, path);
        mkdirSync(join(file, '..'), { recursive: true });
        writeFileSync(file, content);
    };
    put(
        'tour.toml',
        `title = { vi = "Quanh Hồ Tây", en = "Around the West Lake", zh = "环游西湖" }
languages = ["vi", "en", "zh"]
start = "chua-tran-quoc"
sites = ${JSON.stringify(kSites.map((site) => site.id))}
owner = { vi = "Phòng Du lịch", en = "The tourism office", zh = "旅游局" }
credits = { vi = "Ảnh thử nghiệm.", en = "Test pictures.", zh = "测试图片。" }
[category.relic]
name = { vi = "Di tích", en = "Relics", zh = "古迹" }
[category.village]
name = { vi = "Làng nghề", en = "Craft villages", zh = "手工艺村" }
[category.walk]
name = { vi = "Đi dạo", en = "Walks", zh = "散步" }
[route.shore]
title = { vi = "Ven hồ", en = "Along the shore", zh = "湖岸" }
text = { vi = "Một giờ đi bộ.", en = "An hour on foot.", zh = "步行一小时。" }
sites = ["phu-tay-ho", "chua-tran-quoc", "duong-thanh-nien"]
[route.villages]
title = { vi = "Làng nghề", en = "Villages", zh = "村庄" }
sites = ["lang-nhat-tan", "phu-tay-ho"]
`,
    );
    kSites.forEach((site, i) => {
        const head = `category = "${site.category}"\nname = ${nameOf(site)}\n`;
        const body = i === 0 ? kFirstSite : '\n[[scene]]\npanorama = "main.png"\n';
        put(`sites/${site.id}/site.toml`, head + body);
    });
    put('sites/chua-tran-quoc/gate.png', panorama(4096, [1, 1, 1]));
    put('sites/chua-tran-quoc/court.png', panorama(2048, [1, 0.9, 0.8]));
    put('sites/phu-tay-ho/main.png', panorama(2048, [0.8, 1, 0.9]));
    put('sites/lang-nhat-tan/main.png', panorama(1024, [0.8, 0.9, 1]));
    put('sites/duong-thanh-nien/main.png', panorama(1024, [0.9, 0.9, 0.9]));
    for (const tag of ['vi', 'en']) {
        put(`sites/chua-tran-quoc/gate.narration.${tag}.wav`, wav(kNarrationSeconds));
    }
    put(
        'sites/chua-tran-quoc/gate.narration.fr.wav',
        wav(kFrenchPace * kNarrationSeconds, 'vr360 machine voice'),
    );
    for (const tag of ['vi', 'en', 'zh']) {
        put(`sites/chua-tran-quoc/gate.subtitles.${tag}.vtt`, vtt(tag));
        put(`sites/chua-tran-quoc/gate.narration.fr.subtitles.${tag}.vtt`, vtt(tag, kFrenchPace));
    }
}
