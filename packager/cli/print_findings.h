#pragma once

#include "packager/cli/terminal.h"
#include "packager/report/finding.h"

#include <nlohmann/json.hpp>

namespace vr360 {

/// Findings for people: grouped by site, each with its cure; many of one kind in one file are cut
/// short.
void printFindings(Terminal& terminal, const Findings& findings);

/// All findings, for programs.
nlohmann::ordered_json toJson(const Findings& findings);

/// Prints a document on stdout.
void printJson(const nlohmann::ordered_json& document);

} // namespace vr360
