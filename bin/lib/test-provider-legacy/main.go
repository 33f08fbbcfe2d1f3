// A provider on the old SDK, which most resources of AWS, Azure and Google are built on, that uses what is lax in it: values
// that differ from the configuration (StateFunc), numbers that are zero where nothing is set, blocks, timeouts in the private
// data, replacement of objects, imports that bring several objects.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/plugin"
)

func main() {
	plugin.Serve(&plugin.ServeOpts{ProviderFunc: provider})
}

func provider() *schema.Provider {
	return &schema.Provider{
		Schema: map[string]*schema.Schema{
			"region": {Type: schema.TypeString, Optional: true, Default: "here"},
		},
		ResourcesMap: map[string]*schema.Resource{"legacy_thing": thing(), "legacy_part": part()},
		ConfigureContextFunc: func(_ context.Context, d *schema.ResourceData) (any, diag.Diagnostics) {
			return d.Get("region").(string), nil
		},
	}
}

func thing() *schema.Resource {
	return &schema.Resource{
		CreateContext: write,
		UpdateContext: write,
		ReadContext:   func(context.Context, *schema.ResourceData, any) diag.Diagnostics { return nil },
		DeleteContext: remove,
		Importer:      &schema.ResourceImporter{StateContext: withParts},
		Timeouts:      &schema.ResourceTimeout{Create: schema.DefaultTimeout(time.Minute)},
		Schema: map[string]*schema.Schema{
			"name":   {Type: schema.TypeString, Required: true},
			"zone":   {Type: schema.TypeString, Optional: true, ForceNew: true},
			"size":   {Type: schema.TypeInt, Optional: true},
			"region": {Type: schema.TypeString, Computed: true},
			"tags":   {Type: schema.TypeMap, Optional: true, Elem: &schema.Schema{Type: schema.TypeString}},
			"secret": {
				Type: schema.TypeString, Optional: true, Sensitive: true,
				StateFunc: func(value any) string {
					sum := sha256.Sum256([]byte(value.(string)))
					return hex.EncodeToString(sum[:])
				},
			},
			"rule": {
				Type: schema.TypeList, Optional: true,
				Elem: &schema.Resource{Schema: map[string]*schema.Schema{
					"port":  {Type: schema.TypeInt, Required: true},
					"label": {Type: schema.TypeString, Optional: true, Computed: true},
				}},
			},
			"address": {
				Type: schema.TypeSet, Optional: true,
				Elem: &schema.Resource{Schema: map[string]*schema.Schema{
					"ip": {Type: schema.TypeString, Required: true},
				}},
			},
		},
	}
}

// part is what comes with a thing that is imported, such as the rules of a security group.
func part() *schema.Resource {
	return &schema.Resource{
		CreateContext: write,
		ReadContext:   func(context.Context, *schema.ResourceData, any) diag.Diagnostics { return nil },
		DeleteContext: remove,
		Schema: map[string]*schema.Schema{
			"name":   {Type: schema.TypeString, Optional: true, ForceNew: true},
			"region": {Type: schema.TypeString, Computed: true},
		},
	}
}

// withParts imports the object "many" with two parts and another thing, "two" with another thing, and any other alone.
func withParts(_ context.Context, d *schema.ResourceData, _ any) ([]*schema.ResourceData, error) {
	objects := []*schema.ResourceData{d}
	if d.Id() == "many" {
		for _, id := range []string{"part-1", "part-2"} {
			more := part().Data(nil)
			more.SetType("legacy_part")
			more.SetId(id)
			objects = append(objects, more)
		}
	} else if d.Id() != "two" {
		return objects, nil
	}
	other := thing().Data(nil)
	other.SetType("legacy_thing")
	other.SetId("other")
	return append(objects, other), nil
}

func write(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	if d.Get("name") == "half" {
		d.SetId("half")
		return diag.Errorf("only half of it could be made")
	}
	d.SetId("thing-" + d.Get("name").(string))
	return diag.FromErr(d.Set("region", meta.(string)))
}

func remove(_ context.Context, d *schema.ResourceData, _ any) diag.Diagnostics {
	d.SetId("")
	return nil
}
