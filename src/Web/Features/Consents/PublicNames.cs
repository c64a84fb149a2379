using Activation.Domain.Consents;
using Activation.Web.Features.People;

namespace Activation.Web.Features.Consents;

/// <summary>Names as visitors read them: of those who have said yes to it, and of nobody else.</summary>
public sealed class PublicNames(ConsentBook consents, PeopleDirectory people)
{
    public async Task<IReadOnlyDictionary<Guid, string>> Of(Guid programme, IEnumerable<Guid> ids) =>
        await people.NamesOf(await consents.Of(programme, ConsentPurpose.PublicName, ids));
}
