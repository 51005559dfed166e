package dev.blobdrop.gui.control;

import dev.blobdrop.gui.base.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Formats times in the system's time zone and locale.
public final class Times {
    private Times() {}

    /// `Today 09:12`, `Yesterday 17:02`, else the date and the time.
    public static String text(Instant moment) {
        return text(moment, ZonedDateTime.now(ZoneId.systemDefault()));
    }

    /// The same for a given present.
    public static String text(Instant moment, ZonedDateTime now) {
        ZonedDateTime then = moment.atZone(now.getZone());
        String time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(Locale.getDefault(Locale.Category.FORMAT))
                .format(then);
        LocalDate today = now.toLocalDate();
        if (then.toLocalDate().equals(today)) {
            return Texts.of("explorer.time.today", time);
        }
        if (then.toLocalDate().equals(today.minusDays(1))) {
            return Texts.of("explorer.time.yesterday", time);
        }
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(Locale.getDefault(Locale.Category.FORMAT))
                .format(then);
    }
}
