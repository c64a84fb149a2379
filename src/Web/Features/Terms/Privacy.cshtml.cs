using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace Activation.Web.Features.Terms;

[AllowAnonymous]
public sealed class PrivacyModel(ProgrammeDirectory programmes, HubSettings settings) : TermsPage(programmes)
{
    public bool Demo => settings.Demo;
}
