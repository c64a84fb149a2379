using Activation.Web.Features.Programmes;
using Microsoft.AspNetCore.Authorization;

namespace Activation.Web.Features.Terms;

[AllowAnonymous]
public sealed class AccessibilityModel(ProgrammeDirectory programmes) : TermsPage(programmes);
