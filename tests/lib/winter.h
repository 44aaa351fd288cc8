/* For the tests of imports: a small fair that is right, and ways to load it. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/internal.h"
#include "features/imports/imports_rules.h"
#include "fixture.h"

static struct fixture f;

static inline int start(void **state)
{
	(void)state;
	fixture_start(&f, false);
	return 0;
}

static inline int stop(void **state)
{
	(void)state;
	assert_int_equal(db_scans(f.engine->db), 0);
	fixture_stop(&f);
	return 0;
}

/* ---- a small fair that is right; the second line of each file is the one that tests spoil ---- */

static const char *const WINTER[IMPORT_KIND_COUNT] = {
	[IMPORT_KIND_FAIRS] =
		"slug,name,timezone,opens,closes,target,max_queues,talk_minutes\n"
		"winter,Winter,Europe/Amsterdam,2027-12-01 18:00,2027-12-01 21:00,100,3,8\n",
	[IMPORT_KIND_ORGANISATIONS] = "slug,kind,name,city\n"
				      "bakery,employer,Bakery,Katwijk\n"
				      "rijn,school,Rijn,Leiden\n"
				      "zee,school,Zee,\n"
				      "pact,partner,Pact,Leiden\n",
	[IMPORT_KIND_ROOMS] = "fair,slug,name,name_en,sector,position\n"
			      "winter,horeca,Horeca,Catering,hospitality,1\n"
			      "winter,winkel,Winkel,Retail,retail,2\n",
	[IMPORT_KIND_PROGRAMMES] = "fair,slug,code,name,level,school\n"
				   "winter,kok,25180,Kok,mbo2,rijn\n"
				   "winter,chef,,Chef,mbo4,zee\n",
	[IMPORT_KIND_PROCESSES] = "fair,programme,code,text\n"
				  "winter,kok,W1,Cuts\n"
				  "winter,kok,W2,Cooks\n"
				  "winter,chef,W1,Leads\n",
	[IMPORT_KIND_BOOTHS] =
		"fair,room,slug,employer,name,tagline,about,city,talk_minutes\n"
		"winter,horeca,oven,bakery,Oven,Bread,\"Early,\nbut warm\",Katwijk,5\n"
		"winter,horeca,shop,bakery,Shop,,,,\n",
	[IMPORT_KIND_PLACEMENTS] =
		"fair,booth,title,about,level,track,programme,period,hours,places,processes\n"
		"winter,oven,Baker,Bake,mbo2,bbl,kok,spring,32,2,W1|W2\n"
		"winter,shop,Seller,,mbo3,any,,,8,1,\n",
	[IMPORT_KIND_PEOPLE] = "email,name,role,fair,organisation,locale\n"
			       "sanne@bakery.example,Sanne Visser,recruiter,winter,bakery,en\n"
			       "els@rijn.example,Els Bos,coordinator,winter,rijn,nl\n"
			       "pim@pact.example,Pim Vos,organiser,winter,pact,nl\n",
	[IMPORT_KIND_STUDENTS] =
		"fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,"
		"learn\n"
		"winter,noor@rijn.example,Noor Bos,rijn,kok,K2,nl,Bread,Leiden,Spring,Hi,W1,W2\n"
		"winter,max@zee.example,Max Ode,zee,chef,,en,,,,,,\n",
	[IMPORT_KIND_SLOTS] = "fair,booth,from,until,minutes,pause_minutes,seats\n"
			      "winter,oven,2027-12-01 18:30,2027-12-01 19:30,10,2,2\n"
			      "winter,shop,now+30m,now+1h,15,0,1\n",
	[IMPORT_KIND_EMPLOYERS] =
		"fair,room,employer,city,booth,tagline,about,contact,email,locale\n"
		"winter,Horeca,Hotel Zee,Katwijk,,Sleep well,,Iris Bos,iris@zee.example,\n"
		"winter,retail,Bakery,,Second shop,,,Joris Bos,joris@bakery.example,en\n",
	/* No school organises that fair, so this one comes to the fixture's. */
	[IMPORT_KIND_ENROLMENTS] = "fair,school,programme,group,name,email,locale\n"
				   "test,,25998,SD2,Ben Bos,ben@school.example,\n",
};

static inline void add_file(json_t *files, int kind, const char *csv)
{
	const char *name = import_kind_name((enum import_kind)kind);
	json_t *file = json_pack("{s:s,s:s+,s:s}", "kind", name, "name", name, ".csv", "csv", csv);

	assert_non_null(file);
	json_array_append_new(files, file);
}

static inline json_t *with(json_t *files)
{
	return json_pack("{s:o}", "files", files);
}

/* All files of the small fair; in place of one kind another text. */
static inline json_t *winter_but(int kind, const char *csv)
{
	json_t *files = json_array();

	for (int i = 0; i < IMPORT_KIND_COUNT; i++)
		add_file(files, i, i == kind ? csv : WINTER[i]);
	return with(files);
}

static inline json_t *winter(void)
{
	return winter_but(-1, NULL);
}

static inline json_t *only(int kind, const char *csv)
{
	json_t *files = json_array();

	add_file(files, kind, csv);
	return with(files);
}

static inline const json_t *load(json_t *args)
{
	return fixture_ok(&f, 0, "import.load", args);
}
