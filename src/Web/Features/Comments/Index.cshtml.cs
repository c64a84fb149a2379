using Activation.Domain.Comments;
using Activation.Domain.Members;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Comments;

/// <summary>What was reported, and what was appealed against, for those who answer for what is said.</summary>
[Needs(Permission.Moderate)]
public sealed class IndexModel(ModerationList list, PeopleDirectory people) : ProgrammePage, IAsksForWords
{
    [BindProperty]
    public string? Words { get; set; }

    public Guid? Asked { get; private set; }

    public string? AskedFor { get; private set; }

    public ReportWhy? Why => null;

    public IReadOnlyList<OpenCase> Cases { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Days Days { get; private set; } = null!;

    public static string[] PlacesOf(ProgrammeView here, Actor me) => [.. here.Municipalities.Select(m => m.Municipality).Where(place => me.Leads || me.Coordinates(place))];

    public async Task OnGetAsync() => await Show();

    public Task<IActionResult> OnPostHideAsync(Guid comment) => Answer(comment, "Hide", "comments.hidden", (hand, spot) => hand.Hide(spot, comment, Words));

    public Task<IActionResult> OnPostSetAsideAsync(Guid comment) => Answer(comment, "Hide", "comments.set-aside", (hand, spot) => hand.SetAside(spot, comment, Words));

    public Task<IActionResult> OnPostUpholdAsync(Guid comment) => Answer(comment, "Uphold", "comments.upheld", (hand, spot) => hand.Uphold(spot, comment, Words));

    public Task<IActionResult> OnPostShowAsync(Guid comment) => Answer(comment, "Uphold", "comments.shown", (hand, spot) => hand.Show(spot, comment, Words));

    /// <summary>With the names of those who stand in it.</summary>
    public string Written(OpenCase one) => string.Concat(
        Mention.Pieces(one.Text, one.Mentioned).Select(piece => piece.Member is { } member ? $"@{Names.GetValueOrDefault(member)}" : piece.Words));

    /// <summary>Who hid it does not answer the appeal, nor does its author anything.</summary>
    public bool IsForOthers(OpenCase one) => one.Author == Me!.Member || (one.IsAppeal && one.Moderation!.HiddenBy == Me.Member);

    async Task<IActionResult> Answer(Guid comment, string form, string toast, Func<Hand, Spot, Task<Outcome>> answer)
    {
        await Show();
        (Asked, AskedFor) = (comment, form);
        if (Cases.FirstOrDefault(one => one.Comment == comment) is not { } open) ModelState.AddModelError("", T["comments.not-open"]);
        else if (Valid(this) && Told(await answer(Hand, open.Spot), nameof(Words))) return To("/comments", T[toast]);
        return Page();
    }

    async Task Show()
    {
        Days = new Days(Here, T, Now);
        Cases = await list.In(Here.Id, PlacesOf(Here, Me!), Me!.Member);
        Names = await people.NamesOf(Cases.SelectMany(one => one.Mentioned.Append(one.Author)));
    }
}

/// <summary>Whatever is answered carries its reason.</summary>
public sealed class ModerationValidator : AbstractValidator<IndexModel>
{
    public ModerationValidator() => RuleFor(form => form.Words).Reason();
}
