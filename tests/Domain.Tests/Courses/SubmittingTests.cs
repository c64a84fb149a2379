using Activation.Domain.Courses;
using Activation.Domain.Stories;
using Activation.Domain.Tests.Initiatives;
using Activation.Domain.Walks;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Courses;

public class SubmittingTests
{
    static readonly DateTimeOffset After = Film.Starts.AddDays(1);

    static readonly SubmitWork Mine = new(
        Film.Work, Film.Guest(1), "Min gata", "Här bor jag.", null, null, WorkLicence.CcBy, "Rut", ShowsName: true, Submitting.Terms);

    [Test]
    public void Who_had_a_seat_hands_in_what_they_made_from_the_day_of_the_course_and_for_ninety_days()
    {
        Submit(Film.Full, Mine, After).Happens(new WorkSubmitted(Film.Work, Film.Id, Film.Guest(1), WorkLicence.CcBy, true, Submitting.Terms));
        Submit(Film.Full, Mine, Film.Starts.AddSeconds(-1)).IsRefused(Refusals.Works.NotYet);
        Submit(Film.Full, Mine, Film.Starts + Submitting.Window).Happens(new WorkSubmitted(Film.Work, Film.Id, Film.Guest(1), WorkLicence.CcBy, true, Submitting.Terms));
        Submit(Film.Full, Mine, Film.Starts + Submitting.Window + TimeSpan.FromSeconds(1)).IsRefused(Refusals.Works.TooLate, 90);
        Submit(Film.Queued, Mine with { Guest = Film.Guest(3) }, After).IsRefused(Refusals.Works.ParticipantsOnly);
        Submit([.. Film.Full, new WalkCancelled(Film.Id, "Läraren är sjuk")], Mine, After).IsRefused(Refusals.Works.ParticipantsOnly);
    }

    [Test]
    public void It_holds_something_with_a_licence_and_a_yes_to_the_question_as_it_stands()
    {
        Submit(Film.Full, Mine with { Title = "" }, After).IsRefused(Refusals.Texts.TitleMissing);
        Submit(Film.Full, Mine with { Text = " " }, After).IsRefused(Refusals.Works.Empty);
        Submit(Film.Full, Mine with { Text = "", Alt = "" }, After).IsRefused(Refusals.Stories.AltMissing);
        Submit(Film.Full, Mine with { Film = new("http://film.example/1", "Min gata", true) }, After).IsRefused(Refusals.Stories.FilmAddress);
        Submit(Film.Full, Mine with { Film = new("https://film.example/1", "Min gata", false) }, After).IsRefused(Refusals.Stories.FilmCaptions);
        Submit(Film.Full, Mine with { Licence = (WorkLicence)9 }, After).IsRefused(Refusals.Works.LicenceUnknown);
        Submit(Film.Full, Mine with { Name = " " }, After).IsRefused(Refusals.Works.NameMissing);
        Submit(Film.Full, Mine with { Name = " ", ShowsName = false }, After).Happens(new WorkSubmitted(Film.Work, Film.Id, Film.Guest(1), WorkLicence.CcBy, false, Submitting.Terms));
        Submit(Film.Full, Mine with { Terms = null }, After).IsRefused(Refusals.Works.ConsentMissing);
        Submit(Film.Full, Mine with { Terms = Submitting.Terms + 1 }, After).IsRefused(Refusals.Works.TermsChanged);
    }

    [Test]
    public void It_is_taken_back_at_any_time_and_handed_in_anew()
    {
        var chosen = new WorkChosen(Film.Work, Tale, David.Member);
        foreach (var before in new object[][] { Film.Submitted, [.. Film.Submitted, chosen], [.. Film.Submitted, new WorkDeclined(Film.Work, David.Member, "För mörkt")] })
            Given(before).When(Guest, (w, _, _) => Submitting.Withdraw(w.Work)).Happens(new WorkWithdrawn(Film.Work));
        Given([.. Film.Submitted, new WorkWithdrawn(Film.Work)]).When(Guest, (w, _, _) => Submitting.Withdraw(w.Work)).Happens();
        Given(Film.Full).When(Guest, (w, _, _) => Submitting.Withdraw(w.Work)).IsRefused(Refusals.Works.Unknown);
        Submit([.. Film.Submitted, chosen], Mine, After).IsRefused(Refusals.Works.BeingTold);
        Submit([.. Film.Submitted, chosen, new WorkWithdrawn(Film.Work)], Mine, After).Happens(new WorkSubmitted(Film.Work, Film.Id, Film.Guest(1), WorkLicence.CcBy, true, Submitting.Terms));
    }

    [Test]
    public void A_page_from_before_something_was_handed_in_or_taken_back_changes_nothing()
    {
        var back = new WorkWithdrawn(Film.Work);
        Submit(Film.Full, Mine with { Turn = 0 }, After).Happens(new WorkSubmitted(Film.Work, Film.Id, Film.Guest(1), WorkLicence.CcBy, true, Submitting.Terms));
        Submit(Film.Submitted, Mine with { Turn = 0 }, After).IsRefused(Refusals.Works.Newer);
        Submit([.. Film.Submitted, back], Mine with { Turn = 1 }, After).IsRefused(Refusals.Works.Newer);
        Submit([.. Film.Submitted, back], Mine with { Turn = 2 }, After).Happens(new WorkSubmitted(Film.Work, Film.Id, Film.Guest(1), WorkLicence.CcBy, true, Submitting.Terms));
        Submit([.. Film.Submitted, new WorkDeclined(Film.Work, David.Member, "För mörkt")], Mine with { Turn = 1 }, After)
            .Happens(new WorkSubmitted(Film.Work, Film.Id, Film.Guest(1), WorkLicence.CcBy, true, Submitting.Terms));
    }

    static readonly Guid Tale = Id(750);

    static Then Submit(object[] before, SubmitWork command, DateTimeOffset now) => Given(before).When(Guest, (w, _, _) => Submitting.Submit(w.Work, w.Walk, command, now));
}
