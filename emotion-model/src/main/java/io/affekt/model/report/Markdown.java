package io.affekt.model.report;

import java.util.List;

/** Pieces of Markdown (CommonMark with the tables of GitHub). Text is escaped here and nowhere else. */
final class Markdown {

    private final StringBuilder out = new StringBuilder();

    Markdown heading(int level, String text) {
        return block("#".repeat(level) + " " + escape(text));
    }

    Markdown paragraph(String text) {
        // What begins a list or a heading is a beginning like any other.
        return block(
                escape(text).replaceFirst("^([#+=-])", "\\\\$1").replaceFirst("^(\\d+)([.)])(?=\\s|$)", "$1\\\\$2"));
    }

    /** @param rows each as long as the head */
    Markdown table(List<String> head, List<List<String>> rows) {
        StringBuilder table = new StringBuilder(row(head)).append("|").append(" --- |".repeat(head.size()));
        rows.forEach(row -> table.append('\n').append(row(row).stripTrailing()));
        return block(table.toString());
    }

    private static String row(List<String> cells) {
        StringBuilder row = new StringBuilder("|");
        cells.forEach(cell -> row.append(' ').append(escape(cell)).append(cell.isEmpty() ? "|" : " |"));
        return row.append('\n').toString();
    }

    private Markdown block(String block) {
        if (out.length() > 0) {
            out.append('\n');
        }
        out.append(block).append('\n');
        return this;
    }

    /** What would be read as markup, HTML or a second line becomes what it says. */
    static String escape(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.replaceAll("([\\\\`*\\[\\]<>|~&])", "\\\\$1")
                // An underscore within a word is no emphasis, and learning_rate stays readable.
                .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\_");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
