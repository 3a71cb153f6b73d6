#include "packager/report/messages.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

TEST(Messages, PutsWhatStoodInTheGapsIntoTheOther) {
    const MessageTable table({{"{} is missing", "thiếu {*}"},
                              {"\"{}\" of {}", "\"{}\" của {*}"},
                              {"scene \"{}\"", "cảnh \"{}\""},
                              {"from {:.1f} to {}", "{1} … {0}"},
                              {"write {{ {} }}", "viết {{ {} }}"}});
    EXPECT_EQ(table.translate("\"yaw\" of scene \"gate\" is missing"),
              "thiếu \"yaw\" của cảnh \"gate\"");
    EXPECT_EQ(table.translate("from 1.5 to {2}"), "{2} … 1.5");
    EXPECT_EQ(table.translate("write { yaw }"), "viết { yaw }");
    EXPECT_EQ(table.translate("nothing like that"), "nothing like that");
    EXPECT_EQ(table.translate(""), "");
}

TEST(Messages, TheMostLettersWin) {
    const MessageTable table({{"row {}", "hàng {}"}, {"row {}, column {}", "hàng {}, cột {}"}});
    EXPECT_EQ(table.translate("row 3, column B"), "hàng 3, cột B");
    EXPECT_EQ(table.translate("row 3"), "hàng 3");
}

TEST(Messages, TheBuiltInTableIsThere) {
    EXPECT_EQ(messagesIn("vi").translate("is not there"), "không có ở đó");
    EXPECT_EQ(messagesIn("en").translate("is not there"), "is not there");
}

} // namespace
} // namespace vr360
