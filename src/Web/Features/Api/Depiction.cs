using Activation.Domain.Members;
using Activation.Domain.Scoring;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Features.Api;

/// <summary>Initiatives and activities as one caller may see them: what pages keep back, this keeps back.</summary>
public sealed class Depiction(Reading reading, Happenings.Happenings happenings, OwnAddress address)
{
    public static InitiativeShape Item(ProgrammeView here, ListedInitiative listed)
    {
        var card = listed.Card;
        return new InitiativeShape(
            card.Number, card.Title, ApiJson.Word(card.State), here.NameOf(card.Municipality), card.Stage, Votes(card, listed.StancesShown), card.Pledges,
            card.Activities, here.Local(card.ProposedAt), here.Local(card.VotingUntil), listed.Open, card.MergedNumber);
    }

    public async Task<InitiativeDetailShape> Whole(ProgrammeView here, InitiativeCard card, Actor? reader, DateTimeOffset now)
    {
        var shown = (await reading.Activities(card.Initiative)).Where(activity => activity.IsShownTo(reader is not null)).ToList();
        var parent = await reading.Parent(card);
        var history = await happenings.Rows(card, reader);
        return new InitiativeDetailShape(
            card.Number, card.Title, ApiJson.Word(card.State), here.NameOf(card.Municipality), card.Stage, await Votes(card, reader, now), card.Pledges,
            here.Local(card.ProposedAt), here.Local(card.VotingUntil), Stances.TakesVotes(card, now), card.Description,
            [.. card.Partners.Select(here.NameOf)],
            [.. card.Values.Select(v => new ValueShape(v.Value, here.Values.FirstOrDefault(known => known.Value == v.Value)?.Name ?? v.Value, v.How))],
            card.FocusAreas, shown.Max(activity => activity.Level), [.. shown.Select(activity => Of(here, activity, now))],
            parent is null ? null : new ParentShape(parent.Number, parent.Title),
            [.. history.Select(row => new HistoryShape(row.Position, here.Local(row.At), row.Kind, row.Activity))],
            card.MergedNumber, (await reading.Other(card, card.SplitFrom))?.Number, card.Involvement);
    }

    public async Task<VotesShape?> Votes(InitiativeCard card, Actor? reader, DateTimeOffset now)
    {
        var voted = reader is not null && (await reading.PartOf(card.Initiative, reader.Member)).Ballot is not null;
        return Votes(card, Stances.AreShownTo(card, voted, reader, now));
    }

    public ActivityShape Of(ProgrammeView here, ActivityCard card, DateTimeOffset now)
    {
        var rules = here.Rules.On(here.Today(now));
        return new ActivityShape(
            card.Activity, card.Title, ApiJson.Word(card.State), here.NameOf(card.Municipality), card.DueOn ?? card.Plan.DueOn, card.CarriedOutOn,
            card.Participants, card.Level,
            card.Outcome.IsPublished(rules) ? Of(card.Outcome.Estimated(rules), card.Outcome.RoundedMedian()!.Value) : null,
            [.. card.Pictures.OrderBy(one => one.Moment).Select(one => PictureShape.Of(here, address, one.ToTell(), $"{one.Moment}"))]);
    }

    static OutcomeShape Of(Estimate outcome, int median) => new(outcome.Value, median, outcome.N, outcome.Low, outcome.High);

    static VotesShape? Votes(InitiativeCard card, bool shown) => shown ? new VotesShape(card.Supports, card.NotNows) : null;
}
