using Activation.Domain.Comments;
using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using Activation.Domain.Tests.Stories;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Comments;

/// <summary>From a report to a hidden comment, the appeal of its author and the answer of another person.</summary>
public class ModeratingTests
{
    const string Reason = "Namnger en granne";

    static readonly CommentPosted Said = new(Walk.Id, Id(300), Henrik.Member, "Grannen Olle är dum.");
    static readonly CommentReported Reported = new(Walk.Id, Id(300), Astrid.Member, ReportWhy.Private, "Det är min granne");
    static readonly CommentHidden Hidden = new(Walk.Id, Id(300), Bo.Member, Reason);
    static readonly HidingAppealed Appealed = new(Walk.Id, Id(300), Henrik.Member, "Olle är min bror.");

    static readonly object[] There = [.. Walk.Proposed, Said];

    [Test]
    public void A_member_reports_what_does_not_belong_once() => Assert.Multiple(() =>
    {
        Given(There).When(Astrid, Report(ReportWhy.Private, " Det är min granne ")).Happens(Reported);
        Given([.. There, Reported]).When(Astrid, Report(ReportWhy.Hurtful, null)).Happens();
        Given([.. There, Reported]).When(Iris, Report(ReportWhy.Hurtful, null)).Happens(new CommentReported(Walk.Id, Id(300), Iris.Member, ReportWhy.Hurtful, null));
        Given([.. There, Hidden]).When(Iris, Report(ReportWhy.Hurtful, null)).Happens();
    });

    [Test]
    public void What_was_answered_may_be_reported_again() => Assert.Multiple(() =>
    {
        Given([.. There, Reported, new ReportsSetAside(Walk.Id, Id(300), Bo.Member, Reason)]).When(Astrid, Report(ReportWhy.Private, "Det är min granne")).Happens(Reported);
        Given([.. There, Reported, Hidden, new CommentShownAgain(Walk.Id, Id(300), Bo.Member, Reason)]).When(Astrid, Report(ReportWhy.Private, "Det är min granne")).Happens(Reported);
    });

    [Test]
    public void Nobody_reports_themselves_without_a_reason_or_what_is_not_there() => Assert.Multiple(() =>
    {
        Given(There).When(Henrik, Report(ReportWhy.Hurtful, null)).IsRefused(Refusals.Comments.OwnReport);
        Given(There).When(Onlooker, Report(ReportWhy.Hurtful, null)).IsRefused(Refusals.Members.ViewersLook);
        Given(There).When(Astrid, Report(ReportWhy.Other, " ")).IsRefused(Refusals.Texts.Missing);
        Given(There).When(Astrid, Report((ReportWhy)99, null)).IsRefused(Refusals.Comments.WhyUnknown);
        Given(Walk.Proposed).When(Astrid, Report(ReportWhy.Hurtful, null)).IsRefused(Refusals.Initiatives.CommentUnknown);
        Given([.. There, new CommentRemoved(Walk.Id, Id(300), Henrik.Member)]).When(Astrid, Report(ReportWhy.Hurtful, null)).IsRefused(Refusals.Initiatives.CommentUnknown);
    });

    [Test]
    public void The_coordinator_or_who_leads_hides_it_with_a_reason() => Assert.Multiple(() =>
    {
        Given([.. There, Reported]).When(Bo, Hide(Reason)).Happens(Hidden);
        Given(There).When(Elin, Hide(Reason)).Happens(Hidden with { By = Elin.Member });
        Given(There).When(Farid, Hide(Reason)).Happens(Hidden with { By = Farid.Member });
        Given(There).When(Cilla, Hide(Reason)).Happens(Hidden with { By = Cilla.Member });
        Given([.. There, Hidden]).When(Elin, Hide(Reason)).Happens();
        Given(There).When(Bo, Hide("  ")).IsRefused(Refusals.Texts.ReasonMissing);
    });

    [Test]
    public void Nobody_else_hides_it_and_nobody_hides_their_own() => Assert.Multiple(() =>
    {
        Given(There).When(Iris, Hide(Reason)).IsRefused(Refusals.Comments.ModeratorsOnly);
        Given(There).When(Astrid, Hide(Reason)).IsRefused(Refusals.Comments.ModeratorsOnly);
        Given([.. Walk.Proposed, Said with { Author = Bo.Member }]).When(Bo, Hide(Reason)).IsRefused(Refusals.Comments.OwnComment);
    });

    [Test]
    public void A_comment_stands_when_what_was_reported_is_set_aside() => Assert.Multiple(() =>
    {
        Given([.. There, Reported]).When(Bo, Aside(Reason)).Happens(new ReportsSetAside(Walk.Id, Id(300), Bo.Member, Reason));
        Given(There).When(Bo, Aside(Reason)).Happens();
        Given([.. There, Reported]).When(Iris, Aside(Reason)).IsRefused(Refusals.Comments.ModeratorsOnly);
        Given([.. There, Reported]).When(Bo, Aside("")).IsRefused(Refusals.Texts.ReasonMissing);
    });

    [Test]
    public void Its_author_appeals_once() => Assert.Multiple(() =>
    {
        Given([.. There, Hidden]).When(Henrik, Appeal("Olle är min bror.")).Happens(Appealed);
        Given([.. There, Hidden, Appealed]).When(Henrik, Appeal("Jo!")).IsRefused(Refusals.Comments.AppealedOnce);
        Given([.. There, Hidden, Appealed, Upheld(Elin)]).When(Henrik, Appeal("Jo!")).IsRefused(Refusals.Comments.AppealedOnce);
        Given([.. There, Hidden]).When(Astrid, Appeal("Han har rätt.")).IsRefused(Refusals.Comments.AuthorOnly);
        Given(There).When(Henrik, Appeal("Varför?")).IsRefused(Refusals.Comments.NotHidden);
        Given([.. There, Hidden]).When(Henrik, Appeal(" ")).IsRefused(Refusals.Texts.Missing);
    });

    [Test]
    public void Another_person_than_who_hid_it_answers_the_appeal() => Assert.Multiple(() =>
    {
        object[] open = [.. There, Hidden, Appealed];
        Given(open).When(Bo, Uphold(Reason)).IsRefused(Refusals.Comments.FourEyes);
        Given(open).When(Bo, Show(Reason)).IsRefused(Refusals.Comments.FourEyes);
        Given(open).When(Cilla, Uphold(Reason)).Happens(Upheld(Cilla));
        Given(open).When(Elin, Show(Reason)).Happens(new CommentShownAgain(Walk.Id, Id(300), Elin.Member, Reason));
        Given(open).When(Iris, Show(Reason)).IsRefused(Refusals.Comments.ModeratorsOnly);
        Given(open).When(Elin, Show("")).IsRefused(Refusals.Texts.ReasonMissing);
        Given([.. There, Hidden]).When(Elin, Uphold(Reason)).IsRefused(Refusals.Comments.NoAppeal);
        Given([.. open, Upheld(Cilla)]).When(Elin, Show(Reason)).IsRefused(Refusals.Comments.NoAppeal);
    });

    [Test]
    public void Nobody_answers_their_own_appeal()
    {
        object[] open = [.. Walk.Proposed, Said with { Author = Elin.Member }, Hidden, Appealed with { By = Elin.Member }];
        Given(open).When(Elin, Show(Reason)).IsRefused(Refusals.Comments.OwnComment);
    }

    [Test]
    public void Who_hid_it_by_mistake_shows_it_again_and_it_may_be_hidden_and_appealed_anew()
    {
        var again = new CommentShownAgain(Walk.Id, Id(300), Bo.Member, Reason);
        Given([.. There, Hidden]).When(Bo, Show(Reason)).Happens(again);
        Given([.. There, Hidden, again, Hidden]).When(Henrik, Appeal("Olle är min bror.")).Happens(Appealed);
        Given(There).When(Bo, Show(Reason)).IsRefused(Refusals.Comments.NotHidden);
    }

    [Test]
    public void What_is_hidden_is_not_answered() =>
        Given([.. There, Hidden]).When(Astrid, new PostComment(Id(301), "Men hallå!", Id(300))).IsRefused(Refusals.Comments.AnsweredGone);

    [Test]
    public void At_a_story_it_is_the_coordinator_of_its_municipality_also_when_it_is_taken_down()
    {
        object[] told = [.. Tale.Published, new CommentPosted(Walk.Id, Id(300), Henrik.Member, "Fult!", Story: Tale.Id), Tale.Hidden(David.Member, "fel bild")];
        Given(told).When(Bo, (w, actor, now) => Moderating.Hide(Topic.Of(w.Story), w.CommentOf(Id(300)), new(Reason), actor, now)).Happens(Hidden);
        Given(told).When(Iris, (w, actor, now) => Moderating.Hide(Topic.Of(w.Story), w.CommentOf(Id(300)), new(Reason), actor, now)).IsRefused(Refusals.Comments.ModeratorsOnly);
        Given(told).When(Bo, Hide(Reason)).IsRefused(Refusals.Initiatives.CommentUnknown);
    }

    static HidingUpheld Upheld(Actor by) => new(Walk.Id, Id(300), by.Member, Reason);

    static Func<World, Actor, DateTimeOffset, Decision> Report(ReportWhy why, string? words) => On((topic, state, actor, now) => Moderating.Report(topic, state, new(why, words), actor, now));

    static Func<World, Actor, DateTimeOffset, Decision> Aside(string reason) => On((topic, state, actor, now) => Moderating.SetAside(topic, state, new(reason), actor, now));

    static Func<World, Actor, DateTimeOffset, Decision> Hide(string reason) => On((topic, state, actor, now) => Moderating.Hide(topic, state, new(reason), actor, now));

    static Func<World, Actor, DateTimeOffset, Decision> Appeal(string words) => On((topic, state, actor, now) => Moderating.AppealIt(topic, state, new(words), actor, now));

    static Func<World, Actor, DateTimeOffset, Decision> Uphold(string reason) => On((topic, state, actor, now) => Moderating.Uphold(topic, state, new(reason), actor, now));

    static Func<World, Actor, DateTimeOffset, Decision> Show(string reason) => On((topic, state, actor, now) => Moderating.Show(topic, state, new(reason), actor, now));

    static Func<World, Actor, DateTimeOffset, Decision> On(Func<Topic, Comment, Actor, DateTimeOffset, Decision> decide) =>
        (w, actor, now) => decide(Topic.Of(w.Initiative), w.CommentOf(Id(300)), actor, now);
}
