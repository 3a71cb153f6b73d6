#pragma once

#include "packager/audio/sound.h"

namespace vr360 {

/// Integrated loudness after EBU R 128, in LUFS; −infinity for silence. A sound shorter than the
/// 0.4 s that R 128 wants is heard over and over. With `amplified`, as if it were so much larger:
/// what lies below −70 LUFS counts for nothing, so faint recordings are held closer to the ear.
double measureLoudness(const SoundSource& sound, double amplified = 1.0);

/// What decides how much louder a recording can be made.
struct Levels {
    double lufs = 0.0;
    double peak_db = 0.0; ///< true peak, dBTP
    /// Only a hundredth of the time has higher peaks: without knocks and pops.
    double usual_peak_db = 0.0;
};
Levels measureLevels(const SoundSource& sound);

double toDecibels(double amplitude);
double fromDecibels(double decibels);

} // namespace vr360
