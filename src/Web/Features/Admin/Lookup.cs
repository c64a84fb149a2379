using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin;

/// <summary>What somebody looks for in a list of what happened, as the tables can be asked for it.</summary>
/// <param name="Who">In small letters; empty for everybody, as <paramref name="Kind"/> is for everything.</param>
/// <param name="Until">The last day itself is included: this is the midnight after it.</param>
/// <param name="Before">To turn pages: older than this; 0 from the newest on.</param>
public sealed record Lookup(string Who, string Kind, DateTimeOffset From, DateTimeOffset Until, long Before)
{
    const int Longest = 100;

    /// <summary>What is typed, as a query and an address may hold it: PostgreSQL keeps no NUL, and half a character is none.</summary>
    public static string Plain(string? text) => new([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(Longest)]);

    public static DateTimeOffset Since(ProgrammeView here, DateOnly? day) => day is { } from ? StartOf(here, from) : DateTimeOffset.UnixEpoch;

    public static DateTimeOffset To(ProgrammeView here, DateOnly? day) =>
        day is { } until && until < DateOnly.MaxValue ? StartOf(here, until.AddDays(1)) : DateTimeOffset.MaxValue.AddDays(-2);

    /// <summary>Midnight where the programme is.</summary>
    static DateTimeOffset StartOf(ProgrammeView here, DateOnly day)
    {
        var midnight = (day.Year < 1970 ? new DateOnly(1970, 1, 2) : day).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, here.TimeZone.GetUtcOffset(midnight));
    }
}

/// <summary>A list of what happened: searched by who, what and when, and turned page by page.</summary>
public abstract class LookupPage : ProgrammePage
{
    /// <summary>How many lines of a file are read at once.</summary>
    const int AtOnce = 2_000;

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Before { get; set; }

    protected Lookup Looked =>
        new(Lookup.Plain(Who).Trim().ToLowerInvariant(), Lookup.Plain(Kind), Lookup.Since(Here, From), Lookup.To(Here, Until), Math.Max(0, Before));

    /// <summary>All that was looked for, from where the page begins, a page at a time. There is one at least, which may be empty.</summary>
    /// <param name="find">The newest before a place, at most so many.</param>
    /// <param name="place">Where a line stands.</param>
    protected async IAsyncEnumerable<IEnumerable<object?[]>> All<TLine>(
        Func<Lookup, int, Task<IReadOnlyList<TLine>>> find, Func<TLine, long> place, Func<TLine, object?[]> cells)
    {
        for (var looked = Looked; ;)
        {
            var lines = await find(looked, AtOnce);
            yield return lines.Select(cells);
            if (lines.Count < AtOnce) yield break;
            looked = looked with { Before = place(lines[^1]) };
        }
    }

    /// <summary>The same search from another place on, or as another kind of answer.</summary>
    /// <param name="more">What else this list is searched by.</param>
    protected string LinkTo(string list, long before, string? handler, string more = "") =>
        $"/p/{Here.Slug}/admin/{list}?who={Uri.EscapeDataString(Lookup.Plain(Who))}&kind={Uri.EscapeDataString(Lookup.Plain(Kind))}{more}"
        + $"&from={From:yyyy-MM-dd}&until={Until:yyyy-MM-dd}&before={before}" + (handler is null ? "" : $"&handler={handler}");
}
