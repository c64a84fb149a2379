using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Web.Features.Happenings;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Comments;

/// <summary>A page on which people talk about what it shows.</summary>
public abstract class TalkPage : ProgrammePage, IAsksForWords
{
    const string Mark = "comment-";

    Heard heard = Heard.Nothing;

    IReadOnlySet<Guid> unanswerable = new HashSet<Guid>();

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Which activity it is about; in an address, what is said about that one alone.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? About { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>The comment that is answered.</summary>
    [BindProperty]
    public Guid? Answers { get; set; }

    /// <summary>Whom the writer means where several have a name, by what they typed.</summary>
    [BindProperty]
    public Dictionary<string, string> Chosen { get; set; } = [];

    public IReadOnlyList<Unclear> Unclear { get; private set; } = [];

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public ReportWhy? Why { get; set; }

    public Guid? Asked { get; private set; }

    public string? AskedFor { get; private set; }

    public Talk Talk => heard.Talk;

    /// <summary>What can be talked about beside the whole, by name.</summary>
    public IReadOnlyDictionary<Guid, string> Abouts { get; protected set; } = new Dictionary<Guid, string>();

    /// <summary>The page's own path below the programme.</summary>
    public abstract string Place { get; }

    /// <summary>Its key in texts: what is talked about here.</summary>
    public abstract string Kind { get; }

    /// <summary>Counted live by the board around it, where there is one.</summary>
    public virtual bool IsLive => false;

    /// <summary>The reader is told when something happens here.</summary>
    public bool Follows { get; private set; }

    public Days Days { get; protected set; } = null!;

    /// <summary>How many remarks there are up to the end of what is shown; null for the newest.</summary>
    [FromQuery]
    public int? UpTo { get; set; }

    /// <summary>What is shown ends before it, wherever it stands by now.</summary>
    [FromQuery]
    public Guid? Before { get; set; }

    /// <summary>What is shown begins after it.</summary>
    [FromQuery]
    public Guid? After { get; set; }

    /// <summary>A comment that somebody is on their way to, or does something with: what is shown holds it.</summary>
    [FromQuery(Name = "comment")]
    public Guid? Sought { get; set; }

    /// <summary>How much is said here in all.</summary>
    public int Count => heard.Counts.Sum(one => one.Count);

    /// <summary>What is shown before; null when it begins here.</summary>
    public string? Earlier => heard.From > 0 ? Stretch(heard.From, "before", heard.First) : null;

    /// <summary>What is shown after; null when these are the newest.</summary>
    public string? Later => heard.UpTo < heard.Total ? Stretch(heard.UpTo + Remarks.APage, "after", heard.Last) : null;

    /// <summary>How much is said about one activity.</summary>
    public int CountAbout(Guid activity) => heard.Counts.FirstOrDefault(one => one.Activity == activity)?.Count ?? 0;

    /// <summary>Its appeal is open, and nobody can answer it as things are.</summary>
    public bool HasNobody(Guid comment) => unanswerable.Contains(comment);

    [AlsoNeeds(Permission.Join)]
    public Task<IActionResult> OnPostCommentAsync() => Act("comments.posted", async spot =>
    {
        if (!Valid<TalkPage>(this, form: "comment")) return null;
        if (await Clear(Text, nameof(Text)) is not { } clear) return null;
        var id = DerivedId.From(spot.Initiative, Me!.Member, Key);
        return Told(await Hand.Say(spot, id, clear.Text, About, null, clear.Members), nameof(Text)) ? $"comment-{id}" : null;
    });

    [AlsoNeeds(Permission.Join)]
    public Task<IActionResult> OnPostAnswerAsync() => Act("comments.answered", async spot =>
    {
        if (!Valid<TalkPage>(this, form: "answer")) return null;
        if (await Clear(Answer, nameof(Answer)) is not { } clear) return null;
        var id = DerivedId.From(spot.Initiative, Me!.Member, Key);
        return Told(await Hand.Say(spot, id, clear.Text, null, Answers ?? Guid.Empty, clear.Members), nameof(Answer)) ? $"comment-{id}" : null;
    });

    [AlsoNeeds(Permission.GiveBack)]
    public Task<IActionResult> OnPostRemoveCommentAsync(Guid comment) => Act(
        "comments.removed", async spot => Told(await HttpContext.RequestServices.GetRequiredService<Unsaying>().Remove(Hand, spot, comment)) ? "comments" : null);

    // What no form of ours sends is refused by name.
    [AlsoNeeds(Permission.Join)]
    public Task<IActionResult> OnPostReactAsync(Guid comment, ReactionKind? kind) => Act(
        null, async spot => Told(await Hand.React(spot, comment, kind ?? (ReactionKind)(-1))) ? $"comment-{comment}" : null);

    [AlsoNeeds(Permission.Join)]
    public Task<IActionResult> OnPostUnreactAsync(Guid comment, ReactionKind? kind) => Act(
        null, async spot => Told(await Hand.Unreact(spot, comment, kind ?? (ReactionKind)(-1))) ? $"comment-{comment}" : null);

    [AlsoNeeds(Permission.Join)]
    public Task<IActionResult> OnPostReportAsync(Guid comment) => Asking(comment, "Report", "comments.reported", (hand, spot) => hand.Report(spot, comment, Why ?? (ReportWhy)(-1), Words));

    [AlsoNeeds(Permission.Join)]
    public async Task<IActionResult> OnPostAppealAsync(Guid comment) => await Asking(
        comment, "Appeal", await HttpContext.RequestServices.GetRequiredService<ModerationList>().AppealedTo(Here.Id, comment), (hand, spot) => hand.AppealIt(spot, comment, Words));

    [AlsoNeeds(Permission.Moderate)]
    public Task<IActionResult> OnPostHideAsync(Guid comment) => Asking(comment, "Hide", "comments.hidden", (hand, spot) => hand.Hide(spot, comment, Words));

    [AlsoNeeds(Permission.Join)]
    public Task<IActionResult> OnPostFollowAsync() => Act("comments.followed", async spot => Told(await Hand.Follow(spot)) ? "comments" : null);

    [AlsoNeeds(Permission.GiveBack)]
    public Task<IActionResult> OnPostUnfollowAsync() => Act("comments.unfollowed", async spot => Told(await Hand.Unfollow(spot)) ? "comments" : null);

    /// <summary>What the address leads to; null when it is not there.</summary>
    protected abstract Task<Spot?> Find();

    /// <summary>The page as it is now, with what was wrong.</summary>
    protected abstract Task<IActionResult> Again();

    protected async Task Listen(Spot spot)
    {
        var services = HttpContext.RequestServices;
        var heed = new Heed(Here.Id, spot, Me?.Member, [.. Abouts.Keys], About is { } about && Abouts.ContainsKey(about) ? about : null);
        var (hearing, follows) = services.GetRequiredService<Views>().Together(() => (
            services.GetRequiredService<TalkReading>().Of(Here, heed, Me, Now, new Turned(UpTo, Before, After), Sought ?? Answers ?? Asked),
            Me is null ? Task.FromResult(false) : services.GetRequiredService<Remarks>().Follows(spot, Me.Member)));
        (heard, Follows) = (await hearing, await follows);
        var appeals = Talk.Everything.Where(said => said is { KnowsWhy: true, Remark.Moderation.IsAppealed: true }).Select(said => said.Remark.Comment).ToList();
        unanswerable = await services.GetRequiredService<ModerationList>().WithNobodyElse(Here.Id, appeals);
    }

    string Stretch(int upTo, string edge, Guid? comment) => $"/p/{Here.Slug}{Place}?upTo={upTo}&{edge}={comment}{(About is { } about ? $"&about={about}" : "")}#comments";

    /// <summary>Something that takes words, about one comment.</summary>
    Task<IActionResult> Asking(Guid comment, string form, string toast, Func<Hand, Spot, Task<Outcome>> act) => Act(toast, async spot =>
    {
        (Asked, AskedFor) = (comment, form);
        return Valid<TalkPage>(this, form: form) && Told(await act(Hand, spot), nameof(Words)) ? $"comment-{comment}" : null;
    });

    /// <param name="act">Does it, and tells where on the page it stands then; null when it was refused.</param>
    async Task<IActionResult> Act(string? toast, Func<Spot, Task<string?>> act)
    {
        if (await Find() is not { } spot) return NotFound();
        if (Me is null) return LocalRedirect($"/sign-in?returnUrl=/p/{Here.Slug}{Place}");
        return await act(spot) is { } at ? To($"{Place}{await Query(spot, at)}#{at}", toast is null ? null : T[toast]) : await Again();
    }

    // Where all of it is on one page its own mark finds it.
    async Task<string> Query(Spot spot, string at) =>
        at.StartsWith(Mark, StringComparison.Ordinal) && !await HttpContext.RequestServices.GetRequiredService<Remarks>().FitOnAPage(Here.Id, spot) ? $"?comment={at[Mark.Length..]}" : "";

    /// <summary>A paragraph with the names of those who stand in it.</summary>
    public IHtmlContent Written(string paragraph, Remark remark)
    {
        var html = new HtmlContentBuilder();
        foreach (var (words, member) in Mention.Pieces(paragraph, remark.Mentioned))
            if (member is { } one) html.AppendHtml("<b class=\"mention\">").Append(heard.NameOf(one)).AppendHtml("</b>");
            else html.Append(words);
        return html;
    }

    /// <summary>Names become numbers; null when somebody has to say first whom they mean.</summary>
    async Task<Resolved?> Clear(string? text, string field)
    {
        var resolved = await HttpContext.RequestServices.GetRequiredService<Mentions>().In(Here.Id, text ?? "", Chosen);
        if (resolved.Unclear.Count == 0) return resolved;
        Unclear = resolved.Unclear;
        ModelState.AddModelError(field, T["comments.mention-unclear", string.Join(", ", Unclear.Select(one => $"@{one.Typed}"))]);
        return null;
    }
}

/// <summary>The forms with which people talk.</summary>
public sealed class TalkValidator : AbstractValidator<TalkPage>
{
    public TalkValidator()
    {
        RuleSet("comment", () => RuleFor(form => form.Text).Needed(Refusals.Texts.Missing).Fits(Domain.Text.BodyLimit));
        RuleSet("Report", () => RuleFor(form => form.Words).Fits(Domain.Text.NoteLimit));
        RuleSet("Appeal", () => RuleFor(form => form.Words).Needed(Refusals.Texts.Missing).Fits(Domain.Text.NoteLimit));
        RuleSet("Hide", () => RuleFor(form => form.Words).Reason());
        RuleSet("answer", () => RuleFor(form => form.Answer).Needed(Refusals.Texts.Missing).Fits(Domain.Text.BodyLimit));
    }
}
