using Activation.Domain.Initiatives;
using Activation.Domain.Programmes;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Programmes;

public class RulingTests
{
    [Test]
    public void Those_who_lead_set_how_long_and_how_much_is_voted()
    {
        Given(Walk.Programme).When(Elin, new SetRules(14, 5)).Happens(new RulesSet(14, 5));
        Given(Walk.Programme).When(Elin, new SetRules(21, null)).Happens();
        Given(Walk.Programme).When(Bo, new SetRules(14, 5)).IsRefused(Refusals.Members.LeadsOnly);
        Given(Walk.Programme).When(Elin, new SetRules(0, null)).IsRefused(Refusals.Programmes.VotingDaysRange, 90);
        Given(Walk.Programme).When(Elin, new SetRules(14, 0)).IsRefused(Refusals.Programmes.BudgetRange, 100);
    }

    [Test]
    public void Those_who_lead_choose_the_weeks_without_reminders()
    {
        Given(Walk.Programme).When(Elin, new SetQuietWeeks(27, 30)).Happens(new QuietWeeksSet(27, 30));
        Given(Walk.Programme).When(Elin, new SetQuietWeeks(28, 31)).Happens();
        Given(Walk.Programme).When(Elin, new SetQuietWeeks(null, null)).Happens(new QuietWeeksSet(null, null));
        Given([.. Walk.Programme, new QuietWeeksSet(27, 30)]).When(Elin, new SetQuietWeeks(27, 30)).Happens();
        Given(Walk.Programme).When(Bo, new SetQuietWeeks(27, 30)).IsRefused(Refusals.Members.LeadsOnly);
        foreach (var (from, to) in new (int?, int?)[] { (30, 27), (0, 3), (50, 54), (1, 13), (7, null), (null, 7) })
            Given(Walk.Programme).When(Elin, new SetQuietWeeks(from, to)).IsRefused(Refusals.Programmes.QuietWeeksSpan, 53, 12);
    }

    [Test]
    public void A_programme_is_called_something_else_and_stays_where_it_is()
    {
        Given(Walk.Programme).When(Elin, new DescribeProgramme(" Resan ", "Familjen", ["sv", "da"], false)).Happens(new ProgrammeDescribed("Resan", "Familjen", ["sv", "da"], false));
        Given(Walk.Programme).When(Elin, new DescribeProgramme("Resan", "Familjen", ["fi"], false)).IsRefused(Refusals.Programmes.LanguageUnknown);
        Given(Walk.Programme).When(Astrid, new DescribeProgramme("Resan", "Familjen", ["sv"], false)).IsRefused(Refusals.Members.LeadsOnly);
    }

    [Test]
    public void A_municipality_is_counted_anew()
    {
        var counted = new ChangeMunicipality("astorp", "Åstorp", 16_500, Now.Today());
        Given(Walk.Programme).When(Elin, counted).Happens(new MunicipalityChanged("astorp", "Åstorp", 16_500, Now.Today()));
        Given(Walk.Programme).When(Elin, counted with { Municipality = "lund" }).IsRefused(Refusals.Programmes.MunicipalityUnknown);
        Given(Walk.Programme).When(Elin, counted with { Population = 0 }).IsRefused(Refusals.Programmes.PopulationRange);
    }
}
