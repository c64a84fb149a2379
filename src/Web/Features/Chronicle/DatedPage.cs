using Activation.Web.Features.Happenings;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Chronicle;

/// <summary>A page that can be looked at as it was at the end of any day.</summary>
public abstract class DatedPage(Chronicle chronicle) : ProgrammePage
{
    [BindProperty(SupportsGet = true)]
    public string? AsOf { get; set; }

    public DateAsked Asked { get; private set; } = null!;

    /// <summary>The day in the address of what is looked back at; null for today.</summary>
    public string? Then => Asked.IsPast ? DateAsked.Written(Asked.Day) : null;

    protected Chronicle History => chronicle;

    /// <summary>From here on the programme is the one it was on that day.</summary>
    protected async Task LookBack()
    {
        Asked = await chronicle.Asked(Here, Now, AsOf);
        if (Asked.Problem is not null) Response.StatusCode = StatusCodes.Status400BadRequest;
        if (Asked.IsPast) Here = await chronicle.At(Here, Asked.Day);
    }

    /// <summary>For a file: why the day that is asked for is not in it, in words; null when it is.</summary>
    protected IActionResult? NoSuchDay() => Refusal is { } refusal ? NoFile(refusal) : null;

    /// <summary>Why there is no such file.</summary>
    protected static IActionResult NoFile(string why) => new ContentResult { StatusCode = StatusCodes.Status400BadRequest, Content = why, ContentType = "text/plain; charset=utf-8" };

    string? Refusal => Asked.Problem is { } problem ? T[problem, Asked.IsUnreadable ? Asked.Argument : new Days(Here, T, Now).Of(Asked.Named)] : null;

    /// <param name="action">Where the page is, without a question.</param>
    /// <param name="kept">What else the page is asked.</param>
    public Scrubber Scrubber(string action, params (string Name, string? Value)[] kept) =>
        new(action, Asked, new Days(Here, T, Now).Of(Asked.Day), Refusal, [.. kept.Where(one => one.Value is not null)]);
}

/// <summary>Time travel: a form that asks the same page about another day.</summary>
/// <param name="Spoken">The day as a reader says it.</param>
/// <param name="Refusal">Why another day than the one that was asked for is shown; null when it is that one.</param>
/// <param name="Kept">What else the page is asked.</param>
public sealed record Scrubber(string Action, DateAsked Asked, string Spoken, string? Refusal, IReadOnlyList<(string Name, string? Value)> Kept)
{
    public string Href(DateOnly? day)
    {
        var query = Kept.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}");
        if (day is { } other && other != Asked.Today) query = query.Append($"asOf={DateAsked.Written(other)}");
        var text = string.Join('&', query);
        return text.Length == 0 ? Action : $"{Action}?{text}";
    }
}
