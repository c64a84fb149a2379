using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Members;

public class ChangingRolesTests
{
    static readonly Guid Jonna = Id(40);
    static readonly object[] In = [.. Walk.Programme, new MemberEnrolled(Jonna, "astorp", [Role.CoreTeam])];
    static readonly object[] Homeless = [.. Walk.Programme, new MemberEnrolled(Jonna, "", [Role.Partner])];
    static readonly object[] Administrator = [.. Walk.Programme, new MemberEnrolled(Farid.Member, "", [Role.Administrator])];

    static Func<World, Actor, DateTimeOffset, Decision> To(params Role[] roles) => For(Jonna, new(roles, "Byter uppdrag"));

    static Func<World, Actor, DateTimeOffset, Decision> For(Guid member, ChangeRoles change) => (w, a, now) => ChangingRoles.Change(w.Member(member), change, a, now);

    [Test]
    public void Roles_change_with_a_reason()
    {
        Given(In).When(Elin, To(Role.Communicator, Role.Coordinator)).Happens(new RolesChanged(Jonna, [Role.Coordinator, Role.Communicator], "Byter uppdrag"));
        Given(In).When(Elin, To(Role.CoreTeam)).Happens();
        Given(In).When(Elin, For(Jonna, new([Role.Partner], ""))).IsRefused(Refusals.Texts.ReasonMissing);
        Given(In).When(Bo, To(Role.Coordinator)).IsRefused(Refusals.Members.LeadsOnly);
        Given(In).When(Elin, To()).IsRefused(Refusals.Members.RolesMissing);
        Given(In).When(Elin, To((Role)77)).IsRefused(Refusals.Members.RoleUnknown);
    }

    [Test]
    public void Nobody_gives_or_takes_more_than_they_hold()
    {
        Given(In).When(Elin, To(Role.Administrator)).IsRefused(Refusals.Members.AdministratorsOnly);
        Given([.. In, new RolesChanged(Jonna, [Role.Administrator], "")]).When(Elin, To(Role.CoreTeam)).IsRefused(Refusals.Members.AdministratorsOnly);
        Given(Administrator).When(Farid, For(Farid.Member, new([Role.ProgrammeLead], "Vilar"))).IsRefused(Refusals.Members.AdministratorStays);
    }

    [Test]
    public void A_role_of_a_municipality_needs_one() => Given(Homeless).When(Elin, To(Role.Coordinator)).IsRefused(Refusals.Members.HomeMissing);
}

public class BeingAwayTests
{
    static readonly object[] In = [.. Walk.Programme, new MemberEnrolled(Bo.Member, "astorp", [Role.Coordinator])];
    static readonly DateOnly Tomorrow = Now.Today().AddDays(1);

    static Func<World, Actor, DateTimeOffset, Decision> Away(DateOnly from, DateOnly to) => (w, a, now) => BeingAway.Note(w.Member(Bo.Member), new(from, to), a, now);

    [Test]
    public void Somebody_says_when_they_are_away_and_back()
    {
        Given(In).When(Bo, Away(Tomorrow, Tomorrow.AddDays(20))).Happens(new AbsenceNoted(Bo.Member, Tomorrow, Tomorrow.AddDays(20)));
        Given([.. In, new AbsenceNoted(Bo.Member, Tomorrow, Tomorrow)]).When(Bo, (w, a, now) => BeingAway.End(w.Member(Bo.Member), new(), a, now)).Happens(new AbsenceEnded(Bo.Member));
        Given(In).When(Elin, Away(Tomorrow, Tomorrow)).Happens(new AbsenceNoted(Bo.Member, Tomorrow, Tomorrow));
        Given(In).When(Astrid, Away(Tomorrow, Tomorrow)).IsRefused(Refusals.Members.LeadsOnly);
    }

    [Test]
    public void An_absence_ends_after_it_begins_and_is_not_over_yet()
    {
        Given(In).When(Bo, Away(Tomorrow, Tomorrow.AddDays(-1))).IsRefused(Refusals.Members.AbsenceSpan);
        Given(In).When(Bo, Away(Tomorrow.AddDays(-9), Tomorrow.AddDays(-5))).IsRefused(Refusals.Members.AbsenceSpan);
        Given(In).When(Bo, Away(Tomorrow, Tomorrow.AddDays(BeingAway.LongestInDays + 1))).IsRefused(Refusals.Members.AbsenceSpan);
    }
}

public class ErasingTests
{
    static readonly object[] In = [.. Walk.Programme, new MemberEnrolled(Bo.Member, "astorp", [Role.Coordinator])];

    static Decision Erase(World world, Actor actor, DateTimeOffset now) => Enrolling.Erase(world.Member(Bo.Member), new(), actor, now);

    [Test]
    public void Who_is_erased_leaves_and_comes_back_under_no_number_of_theirs()
    {
        Given(In).When(Bo, Erase).Happens(new MemberLeft(Bo.Member), new MemberErased(Bo.Member));
        Given([.. In, new MemberLeft(Bo.Member)]).When(Farid, Erase).Happens(new MemberErased(Bo.Member));
        Given([.. In, new MemberLeft(Bo.Member), new MemberErased(Bo.Member)]).When(Farid, Erase).Happens();
        Given([.. In, new MemberLeft(Bo.Member), new MemberErased(Bo.Member)])
            .When(Elin, new EnrolMember(Bo.Member, "astorp", [Role.CoreTeam])).IsRefused(Refusals.Members.Erased);
    }

    [Test]
    public void Only_they_themselves_or_an_administrator_ask_for_it()
    {
        Given(In).When(Elin, Erase).IsRefused(Refusals.Members.AdministratorsOnly);
        Given([.. Walk.Programme, new MemberEnrolled(Farid.Member, "", [Role.Administrator])])
            .When(Farid, (w, a, now) => Enrolling.Erase(w.Member(Farid.Member), new(), a, now)).IsRefused(Refusals.Members.AdministratorStays);
    }
}
