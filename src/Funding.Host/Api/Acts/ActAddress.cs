namespace Funding.Host.Api.Acts;

/// <summary>Finds the act at an address where no web server routes it.</summary>
internal static class ActAddress
{
    /// <summary>The act, with the parts of its address; null when no act has this address.</summary>
    /// <param name="address">As it follows <c>/api/v1</c>: <c>/cpts/0190…/commitments/fir-1/payments</c>. Case counts and nothing is decoded.</param>
    public static (ActRoute Route, RouteValueDictionary Path)? Find(string address)
    {
        if (!address.StartsWith('/')) return null;
        var parts = address[1..].Split('/');
        foreach (var route in ActRoutes.All)
            if (Match(route.Pattern.Split('/'), parts) is { } path) return (route, path);
        return null;
    }

    private static RouteValueDictionary? Match(string[] pattern, string[] parts)
    {
        if (pattern.Length != parts.Length) return null;
        var path = new RouteValueDictionary();
        foreach (var (wanted, given) in pattern.Zip(parts))
        {
            if (wanted is ['{', .. var name, '}'] && given.Length > 0) path[name] = given;
            else if (wanted != given) return null;
        }

        return path;
    }
}
