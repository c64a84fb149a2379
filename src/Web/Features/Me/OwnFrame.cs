using Activation.Domain.Members;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Me;

/// <summary>What stands around a page about oneself: it belongs to no programme, but whoever comes here came from theirs.</summary>
public sealed class OwnFrame(Views views, ProgrammeDirectory programmes, MemberDirectory members, Bell bell, HubSettings settings)
{
    /// <summary>The programmes that somebody is in, by name.</summary>
    public async Task<IReadOnlyList<ProgrammeView>> ProgrammesOf(Guid person)
    {
        var slugs = await views.Everywhere.Column<string>(
            "select g.slug from programme g join member m using (programme) where m.member = @person and not m.\"left\" order by g.name", new { person });
        var found = new List<ProgrammeView>();
        foreach (var slug in slugs)
            if (await programmes.Find(slug) is { } here) found.Add(here);
        return found;
    }

    /// <param name="here">The first of their programmes.</param>
    public async Task<Frame> Around(PersonRow person, ProgrammeView here)
    {
        var me = await members.Find(here.Id, person.Person);
        return new Frame
        {
            Demo = settings.Demo,
            Unread = await bell.Unseen(person.Person),
            Programme = new FrameProgramme(here.Slug, here.Card.Name, here.Card.Organisation),
            Person = new FramePerson(person.Name, me?.May(Permission.Decide) == true, me?.May(Permission.Lead) == true, me?.Is(Role.Communicator) == true),
        };
    }
}
