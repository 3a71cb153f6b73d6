#include "packager/report/finding.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

TEST(Finding, TakesThePlaceOutOfAFault) {
    const Fault fault{.where = "a.toml:3:1", .what = "is wrong", .cure = "Mend it."};
    const Finding finding = findingOf(Severity::kError, "site", "a.toml", fault);
    EXPECT_EQ(finding.file, "a.toml");
    EXPECT_EQ(finding.place, "3:1");
    EXPECT_EQ(headline(finding), "a.toml:3:1: is wrong");
}

TEST(Finding, KeepsAPlaceElsewhere) {
    const Fault fault{.where = "/tmp/x", .what = "is wrong"};
    EXPECT_EQ(findingOf(Severity::kError, "", "", fault).file, "/tmp/x");
    EXPECT_EQ(headline(findingOf(Severity::kError, "", "a.toml", fault)),
              "a.toml, /tmp/x: is wrong");
}

TEST(Findings, AreGroupedForReading) {
    Findings findings;
    findings.add({.severity = Severity::kWarning, .site = "b", .what = "1"});
    findings.add({.severity = Severity::kError, .site = "b", .what = "2"});
    findings.add({.severity = Severity::kWarning, .site = "a", .what = "3"});
    findings.add({.severity = Severity::kNote, .what = "4"});
    findings.add({.severity = Severity::kError, .site = "b", .what = "5"});
    std::string order;
    for (const Finding& finding : findings.grouped()) {
        order += finding.what;
    }
    EXPECT_EQ(order, "43251");
    EXPECT_TRUE(findings.hasErrors("b"));
    EXPECT_FALSE(findings.hasErrors("a"));
    EXPECT_EQ(findings.count(Severity::kWarning), 2);
}

} // namespace
} // namespace vr360
