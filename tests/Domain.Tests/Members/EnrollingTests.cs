using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Members;

public class EnrollingTests
{
    static readonly Guid Jonna = Id(50);
    static readonly MemberEnrolled Enrolled = new(Jonna, "svalov", [Role.CoreTeam]);
    static readonly object[] In = [.. Walk.Programme, Enrolled];

    [Test]
    public void Those_who_lead_enrol() => Given(Walk.Programme).When(Elin, new EnrolMember(Jonna, "svalov", [Role.CoreTeam])).Happens(Enrolled);

    [Test]
    public void The_house_enrols_the_first() =>
        Given(Walk.Programme).When(Actor.House, new EnrolMember(Jonna, "", [Role.Administrator])).Happens(new MemberEnrolled(Jonna, "", [Role.Administrator]));

    [Test]
    public void Nobody_is_enrolled_twice_until_they_have_left()
    {
        Given(In).When(Elin, new EnrolMember(Jonna, "svalov", [Role.CoreTeam])).IsRefused(Refusals.Members.Exists);
        Given([.. In, new MemberLeft(Jonna)]).When(Elin, new EnrolMember(Jonna, "svalov", [Role.CoreTeam])).Happens(Enrolled);
    }

    [Test]
    public void A_core_team_member_has_a_home() =>
        Given(Walk.Programme).When(Elin, new EnrolMember(Jonna, "", [Role.CoreTeam]))
            .IsRefused(Refusals.Programmes.MunicipalityUnknown, "Åstorp, Svalöv, Helsingborg");

    [Test]
    public void Nobody_gives_out_more_than_they_hold()
    {
        Given(Walk.Programme).When(Elin, new EnrolMember(Jonna, "", [Role.Administrator])).IsRefused(Refusals.Members.AdministratorsOnly);
        Given(In).When(Elin, (w, a, now) => Enrolling.Grant(w.Member(Jonna), new(Role.Administrator), a, now)).IsRefused(Refusals.Members.AdministratorsOnly);
        Given(In).When(Bo, (w, a, now) => Enrolling.Grant(w.Member(Jonna), new(Role.Coordinator), a, now)).IsRefused(Refusals.Members.LeadsOnly);
    }

    [Test]
    public void A_role_is_granted_and_revoked()
    {
        Given(In).When(Elin, (w, a, now) => Enrolling.Grant(w.Member(Jonna), new(Role.Coordinator), a, now)).Happens(new RoleGranted(Jonna, Role.Coordinator));
        Given([.. In, new RoleGranted(Jonna, Role.Coordinator)])
            .When(Elin, (w, a, now) => Enrolling.Revoke(w.Member(Jonna), new(Role.Coordinator), a, now)).Happens(new RoleRevoked(Jonna, Role.Coordinator));
        Given(In).When(Elin, (w, a, now) => Enrolling.Revoke(w.Member(Jonna), new(Role.CoreTeam), a, now)).IsRefused(Refusals.Members.LastRole);
    }

    [Test]
    public void An_administrator_does_not_lock_the_door_from_outside()
    {
        object[] one = [.. Walk.Programme, new MemberEnrolled(Farid.Member, "", [Role.Administrator, Role.Viewer])];
        Given(one).When(Farid, (w, a, now) => Enrolling.Leave(w.Member(Farid.Member), new(), a, now)).IsRefused(Refusals.Members.AdministratorStays);
        Given(one).When(Farid, (w, a, now) => Enrolling.Revoke(w.Member(Farid.Member), new(Role.Administrator), a, now))
            .IsRefused(Refusals.Members.AdministratorStays);
    }

    [Test]
    public void A_coordinator_names_a_deputy_at_home_only()
    {
        Given(In).When(Bo, (w, a, now) => Enrolling.Appoint(w.Member(Jonna), w.Programme, new("astorp"), a, now)).Happens(new DeputyAppointed(Jonna, "astorp"));
        Given(In).When(Bo, (w, a, now) => Enrolling.Appoint(w.Member(Jonna), w.Programme, new("svalov"), a, now))
            .IsRefused(Refusals.Members.LeadOrCoordinator);
    }

    [Test]
    public void A_deputy_coordinates_where_appointed_and_nowhere_after_leaving()
    {
        object[] deputy = [.. In, new DeputyAppointed(Jonna, "astorp")];
        Assert.That(Given(deputy).World.Member(Jonna).AsActor()!.Coordinates("astorp"), Is.True);
        Assert.That(Given([.. deputy, new MemberLeft(Jonna)]).World.Member(Jonna).AsActor(), Is.Null);
    }

    [Test]
    public void Everyone_may_leave() => Given(In).When(Cast.Henrik with { Member = Jonna }, (w, a, now) => Enrolling.Leave(w.Member(Jonna), new(), a, now))
        .Happens(new MemberLeft(Jonna));

    [Test]
    public void A_member_moves() => Given(In).When(Elin, (w, a, now) => Enrolling.Move(w.Member(Jonna), w.Programme, new("astorp"), a, now))
        .Happens(new MemberMoved(Jonna, "astorp"));
}
