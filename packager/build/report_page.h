#pragma once

#include "packager/build/report_figures.h"
#include "packager/report/messages.h"

#include <string>
#include <string_view>

namespace vr360 {

/// A build's report for people, as one HTML page that needs nothing else and asks nobody for
/// anything: a thumbnail per site, sizes, times, findings with their cures, and where bytes and
/// seconds went. `language`: of the page, with its `words`.
std::string reportPage(const BuildReport& report,
                       const ReportFigures& figures,
                       std::string_view language,
                       const MessageTable& words);

} // namespace vr360
