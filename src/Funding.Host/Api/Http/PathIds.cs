using System.Globalization;
using Funding.Domain.Aci;
using Funding.Domain.Ports;
using Funding.Engine.Naming;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Http;

/// <summary>The ids in addresses. One that cannot be an id names nothing: 404, like any other unknown thing.</summary>
internal static class PathIds
{
    /// <summary>The CPTS of the address, or null.</summary>
    public static Guid? Cpts(RouteValueDictionary path) => Guid.TryParseExact(path["id"] as string, "D", out var id) ? id : null;

    /// <summary>Whether every part of the address is of its form.</summary>
    public static bool AreWellFormed(RouteValueDictionary path, IReferenceData reference) => path.All(part => part.Key switch
    {
        "id" => Cpts(path) is not null,
        "commitmentId" or "recoveryId" or "tariff" => part.Value is string text && IdField.IsId(text),
        "region" or "code" => part.Value is string text && reference.IsRegion(text),
        "n" or "y" or "round" => part.Value is string { Length: <= 4 } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0,
        "mission" => part.Value is string text && Slug.Parse<Mission>(text) is not null,
        "year" => part.Value is string { Length: 4 } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => true,
    });
}
