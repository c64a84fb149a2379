using Activation.Domain.Members;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Comments;

/// <summary>What was reported, and what was appealed against, for those who answer for what is said.</summary>
[Needs(Permission.Moderate)]
public sealed class IndexModel(ModerationList list, PeopleDirectory people) : ListedPage<OpenCase>(people)
{
    protected override string Place => "/comments";

    protected override string Gone => "comments.not-open";

    string[] Places => PlacesOf(Here, Me!);

    public static string[] PlacesOf(ProgrammeView here, Actor me) => [.. here.Municipalities.Select(m => m.Municipality).Where(place => me.Leads || me.Coordinates(place))];

    public Task<IActionResult> OnPostHideAsync(Guid comment) => Act(comment, "Hide", "comments.hidden", (hand, spot) => hand.Hide(spot, comment, Words));

    public Task<IActionResult> OnPostSetAsideAsync(Guid comment) => Act(comment, "Hide", "comments.set-aside", (hand, spot) => hand.SetAside(spot, comment, Words));

    public Task<IActionResult> OnPostUpholdAsync(Guid comment) => Act(comment, "Uphold", "comments.upheld", (hand, spot) => hand.Uphold(spot, comment, Words));

    public Task<IActionResult> OnPostShowAsync(Guid comment) => Act(comment, "Uphold", "comments.shown", (hand, spot) => hand.Show(spot, comment, Words));

    /// <summary>Who hid it does not answer the appeal, nor does its author anything.</summary>
    public bool IsForOthers(OpenCase one) => one.Author == Me!.Member || (one.IsAppeal && one.Moderation!.HiddenBy == Me.Member);

    protected override Task<IReadOnlyList<OpenCase>> Find(int from, int count) => list.In(Here.Id, Places, Me!.Member, from, count);

    protected override Task<OpenCase?> One(Guid comment) => list.One(Here.Id, Places, Me!.Member, comment);

    protected override IEnumerable<Guid> Called(OpenCase one) => one.Mentioned.Append(one.Author);

    protected override bool HasWords() => Valid(this);
}

/// <summary>Whatever is answered carries its reason.</summary>
public sealed class ModerationValidator : AbstractValidator<IndexModel>
{
    public ModerationValidator() => RuleFor(form => form.Words).Reason();
}
